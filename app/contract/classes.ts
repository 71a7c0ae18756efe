/**
 * The five beat classes of ANSI/AAMI EC57, in the order of every vector, matrix and table of the product:
 * normal, supraventricular ectopic, ventricular ectopic, fusion, unknown (paced beats included).
 */
export const beatClasses = ['N', 'S', 'V', 'F', 'Q'] as const;

export type BeatClass = (typeof beatClasses)[number];

/** A class as stored and sent: its index in {@link beatClasses}, or {@link notAnalysed}. */
export type BeatClassIndex = number;

/** The label of a beat that no model, file or person has named. Shown as "not analysed", never as a class. */
export const notAnalysed = 255;

/** Who gave a beat the label it shows. The index is the stored value. */
export const labelSources = ['model', 'file', 'person'] as const;

export type LabelSource = (typeof labelSources)[number];

/** WFDB annotation code of a class when nothing more is known of the beat: N, S, V, F, Q of annot(5). */
export const plainCodes = [1, 9, 5, 6, 13] as const;
