import { createI18n } from 'vue-i18n';

import { en, type Messages } from './en.ts';

declare module 'vue-i18n' {
  // The type of every key: a word that does not exist does not compile.
  export interface DefineLocaleMessage extends Messages {
    readonly brand: string;
  }
}

/** The words of the screens. English only; a second language is a second file. */
export function createWords() {
  return createI18n({ legacy: false, locale: 'en', fallbackLocale: 'en', messages: { en } });
}
