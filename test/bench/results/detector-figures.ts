import { beatStatistics } from '../../../app/evaluation/ec57/beat-statistics.ts';
import type { BeatComparison } from '../../../app/evaluation/ec57/compare-beats.ts';
import { sumComparisons } from '../../../app/evaluation/ec57/summary.ts';
import { learningPeriod } from '../../../app/evaluation/ec57/test-period.ts';
import type { Detected } from './detected.ts';
import { count, percent } from './markdown.ts';

/** The figures of one set of records. */
export interface SetFigures {
  readonly records: number;
  readonly beats: number;
  readonly missed: number;
  readonly extra: number;
  readonly sensitivity: number | null;
  readonly positivePredictivity: number | null;
  /** Sensitivity without the beats missed in shutdown, which EC57 reports apart; the plain one where there is no shutdown. */
  readonly sensitivityReadable: number | null;
  readonly averageSensitivity: number | null;
  readonly averagePositivePredictivity: number | null;
}

const [missing, shutdown] = [5, 6];

/** Gross and average figures of finding beats. */
export function figuresOf(comparisons: readonly BeatComparison[]): SetFigures {
  const { gross, average } = sumComparisons(comparisons);
  const { qrs } = beatStatistics(gross.matrix);
  const inShutdown = gross.matrix.slice(0, missing).reduce((sum, row) => sum + row[shutdown]!, 0);
  return {
    records: comparisons.length,
    beats: qrs.sensitivity.whole,
    missed: qrs.sensitivity.whole - qrs.sensitivity.part,
    extra: qrs.positivePredictivity.whole - qrs.positivePredictivity.part,
    sensitivity: gross.qrs.se,
    positivePredictivity: gross.qrs.ppv,
    sensitivityReadable: qrs.sensitivity.part / (qrs.sensitivity.whole - inShutdown),
    averageSensitivity: average.qrs.se,
    averagePositivePredictivity: average.qrs.ppv,
  };
}

/** A line of the table of sets of records. */
export function detectorLine(name: string, figures: SetFigures): string[] {
  return [
    name,
    count(figures.records),
    count(figures.beats),
    count(figures.missed),
    count(figures.extra),
    percent(figures.sensitivity),
    percent(figures.positivePredictivity),
    `${percent(figures.averageSensitivity)} / ${percent(figures.averagePositivePredictivity)}`,
  ];
}

/** The noise stress database both ways: every beat counts, and shut down where the detector calls the signal unreadable. */
export function stressOf(found: readonly Detected[]) {
  const compared = found.map(({ shutDown }) => shutDown);
  const recorded = found.reduce((sum, { recordedSeconds }) => sum + recordedSeconds - learningPeriod, 0);
  return {
    everyBeat: figuresOf(found.map(({ standard }) => standard)),
    shutDown: figuresOf(compared),
    shareShutDown: sumComparisons(compared).gross.shutdownSeconds / recorded,
  };
}

/** A line of the table of the noise stress database. */
export function stressLine(
  name: string,
  { everyBeat, shutDown, shareShutDown }: ReturnType<typeof stressOf>,
): string[] {
  return [
    name,
    `${percent(everyBeat.sensitivity)} / ${percent(everyBeat.positivePredictivity)}`,
    `${percent(shutDown.sensitivity)} / ${percent(shutDown.positivePredictivity)}`,
    `${percent(shutDown.sensitivityReadable)} / ${percent(shutDown.positivePredictivity)}`,
    percent(shareShutDown, 1),
  ];
}

/** How far found beats lie from their reference annotations, whole records, in ms. */
export function fiducials(found: readonly Detected[]) {
  const offsets = Float64Array.from(found.flatMap((record) => [...record.offsets])).sort();
  const absolute = offsets.map(Math.abs);
  return {
    median: offsets[Math.floor(offsets.length / 2)]!,
    meanAbsolute: absolute.reduce((sum, value) => sum + value, 0) / absolute.length,
    within10: absolute.filter((value) => value <= 10).length / absolute.length,
  };
}

/** Seconds of recording a second of processor time. */
export function speed(found: readonly Detected[]): number {
  const seconds = found.reduce((sum, record) => sum + record.seconds, 0);
  return found.reduce((sum, record) => sum + record.recordedSeconds, 0) / seconds;
}

/** Lines of the records with most beats missed or added. */
export function worst(found: readonly Detected[]): string[][] {
  const errors = ({ standard }: Detected) => {
    const { missed, extra } = figuresOf([standard]);
    return missed + extra;
  };
  return [...found]
    .sort((a, b) => errors(b) - errors(a))
    .slice(0, 8)
    .map(({ record, standard }) => detectorLine(record, figuresOf([standard])));
}
