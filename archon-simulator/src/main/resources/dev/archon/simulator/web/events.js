// What came from the server, told to whoever shows it.

export class Events {
  #handlers = new Map();

  on(name, handler) {
    const handlers = this.#handlers.get(name) ?? [];
    handlers.push(handler);
    this.#handlers.set(name, handlers);
  }

  tell(name, value) {
    for (const handler of this.#handlers.get(name) ?? []) {
      handler(value);
    }
  }
}
