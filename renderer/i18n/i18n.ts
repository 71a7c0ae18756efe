import { createI18n } from 'vue-i18n';

import { language } from '../format/language.ts';
import { de } from './de.ts';
import { en, type Messages } from './en.ts';

declare module 'vue-i18n' {
  // The type of every key: a word that does not exist does not compile.
  export interface DefineLocaleMessage extends Messages {
    readonly brand: string;
  }
}

/** The words of the screens, in the language that is shown at first. A further language is a further file. */
export function createWords() {
  return createI18n({ legacy: false, locale: language.value, fallbackLocale: 'en', messages: { en, de } });
}
