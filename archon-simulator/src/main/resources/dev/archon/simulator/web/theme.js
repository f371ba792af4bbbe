// Light or dark: as the system has it, until the button says otherwise.

import { byId } from './dom.js';

const KEY = 'archon-theme';

export function theme() {
  const system = matchMedia('(prefers-color-scheme: dark)');
  const button = byId('theme');
  let chosen = localStorage.getItem(KEY);
  const dark = () => (chosen ?? (system.matches ? 'dark' : 'light')) === 'dark';
  const show = () => {
    document.documentElement.dataset.theme = dark() ? 'dark' : 'light';
    button.textContent = dark() ? 'Light theme' : 'Dark theme';
  };
  button.addEventListener('click', () => {
    chosen = dark() ? 'light' : 'dark';
    localStorage.setItem(KEY, chosen);
    show();
  });
  system.addEventListener('change', show);
  show();
}
