import { shallowRef } from 'vue';

export const languages = ['en', 'de'] as const;
export type Language = (typeof languages)[number];

/** The language of numbers and dates; whoever formats one in a template or a computed value follows it. */
export const language = shallowRef<Language>('en');

/** The first of these tags that there are words for ("de-AT" -> "de"), else English. */
export function knownLanguage(tags: readonly string[]): Language {
  for (const tag of tags) {
    const [primary] = tag.toLowerCase().split('-');
    const known = languages.find((name) => name === primary);
    if (known) return known;
  }
  return 'en';
}
