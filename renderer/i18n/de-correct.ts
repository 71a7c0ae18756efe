import type { correct as English } from './en-correct.ts';
import type { Translated } from './translated.ts';

/** Words of correct, in German. */
export const correct: Translated<typeof English> = {
  desk: {
    bottom: 'Warteschlange und Ereignisse',
    openBottom: 'Warteschlange und Ereignisse öffnen',
    closeBottom: 'Warteschlange und Ereignisse schließen',
    toggleBottom: 'Warteschlange und Ereignisse öffnen oder schließen',
    toggleInspector: 'Inspektor ein- oder ausblenden',
    bottomLine: 'Höhe von Warteschlange und Ereignissen',
    inspectorLine: 'Breite des Inspektors',
  },
};
