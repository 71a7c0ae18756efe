import type { report as English } from './en-report.ts';
import type { Translated } from './translated.ts';

/** Words of report, in German. */
export const report: Translated<typeof English> = {};
