package com.example.panel;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class Panel {

    public static void main(String[] args) {
        SpringApplication.run(Panel.class, args);
    }
}
