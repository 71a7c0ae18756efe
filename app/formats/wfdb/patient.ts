import type { Patient } from '../../signal/recording.ts';

/**
 * Age and sex from header comments: the MIT-BIH style "69 M 1085 1629 x1" (age, sex, ...) and the later
 * "<age>: 69 <sex>: M". An age of -1 stands for unknown.
 */
export function patientFromComments(comments: readonly string[]): Patient {
  let age: number | null = null;
  let sex: 'F' | 'M' | null = null;
  for (const [index, comment] of comments.entries()) {
    const mitBih = index === 0 ? /^(-?\d{1,3})\s+([FM?])(?:\s|$)/.exec(comment) : null;
    age ??= years(mitBih?.[1] ?? /(?:^|\W)age>?\s*:\s*(-?\d{1,3})(?:\D|$)/i.exec(comment)?.[1]);
    const letter = mitBih?.[2] ?? /(?:^|\W)sex>?\s*:\s*(F|M|female|male)(?:\W|$)/i.exec(comment)?.[1];
    const initial = letter?.charAt(0).toUpperCase();
    if (sex === null && (initial === 'F' || initial === 'M')) sex = initial;
  }
  return { age, sex };
}

function years(text: string | undefined): number | null {
  const value = Number(text ?? -1);
  return value >= 0 && value <= 130 ? value : null;
}
