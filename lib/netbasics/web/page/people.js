// Who is here: what the room has answered, and who has come and gone since.

import { say } from './words.js';
import { name_element } from './visible.js';

export class People {
  #list;
  #button;
  #names = new Set();
  #own_name = '';

  constructor(list, button) {
    this.#list = list;
    this.#button = button;
    this.#show();
  }

  set own_name(name) {
    this.#own_name = name;
    this.#show();
  }

  replace(names) {
    this.#names = new Set(names);
    this.#show();
  }

  take(utterances) {
    for (const { seq, from, event } of utterances) {
      if (seq === null || from === null) continue;
      if (event === 'join') this.#names.add(from);
      if (event === 'leave') this.#names.delete(from);
    }
    this.#show();
  }

  #show() {
    this.#button.textContent = say('count_here', this.#names.size);
    const all = [...this.#names].sort((a, b) => a.localeCompare(b));
    this.#list.replaceChildren(
      ...all.map((name) => {
        const item = document.createElement('li');
        item.append(name_element(name));
        if (name === this.#own_name) {
          const own = document.createElement('small');
          own.textContent = say('you');
          item.append(' ', own);
        }
        return item;
      }),
    );
  }
}
