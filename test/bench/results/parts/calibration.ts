import { calibration as calibrationOf } from '../../../../app/evaluation/calibration.ts';
import { conformalCoverage } from '../../../../app/evaluation/conformal.ts';
import type { ConformalCoverage } from '../../../../app/evaluation/conformal.ts';
import { driftDistance } from '../../../../app/evaluation/drift.ts';
import type { DriftReference } from '../../../../app/evaluation/drift.ts';
import { recordingStatistics } from '../../../../app/evaluation/recording-statistics.ts';
import type { GroupedBeats, NamedBeats } from '../../../../app/evaluation/named-beats.ts';
import { beatsWithout } from '../../../../app/evaluation/named-beats.ts';
import { decimal, percent, table } from '../markdown.ts';
import { decideAll, withModel } from '../name-beats.ts';
import type { NamedRecord } from '../name-beats.ts';
import { NotHere } from '../part.ts';
import type { PartContext, ResultsPart } from '../part.ts';
import { nameRows, seedTestRows } from '../seed-rows.ts';
import { shippedModel } from '../shipped-model.ts';
import { exception, nameDs2 } from './clinical.ts';

interface ClinicalCalibration {
  readonly all: number;
  readonly without: number;
  readonly temperature: number | null;
  readonly conformal: ConformalCoverage | null;
  readonly error: number | null;
  readonly drift: readonly DriftedRecord[] | null;
}

interface DriftedRecord {
  readonly record: string;
  readonly distance: number;
  readonly unlike: boolean;
}

/** How far the probabilities can be trusted. */
export const calibration: ResultsPart = {
  title: 'Calibration and conformal sets',
  async measure(context) {
    const seed = await ofSeed(context);
    const clinical = await ofClinical(context);
    if (seed === null && clinical === null) throw new NotHere('Neither model ships yet.');
    const line = (name: string, value: number | null | undefined) => [name, decimal(value, 4)];
    return {
      text: [
        'Expected calibration error, 15 bins of equal width. The temperature is fitted on held-out beats and never below 1: it cannot make a',
        'model surer of itself.',
        '',
        table(
          ['beats', 'ECE'],
          [
            line("seed model, the study's 21,892 test rows (same patients)", seed),
            line('clinical model, DS2, 22 patients, at reference positions', clinical?.all),
            line('clinical model, DS2 without record 232', clinical?.without),
          ],
        ),
        '',
        ...(clinical
          ? [...conformalLines(clinical), '', ...driftLines(clinical)]
          : ['The clinical model does not ship yet.']),
      ].join('\n'),
      summary: [
        {
          table: 'trust',
          what: 'Expected calibration error (15 bins)',
          protocol: "clinical model on DS2; seed model on the study's test rows",
          figure: `${decimal(clinical?.all)}; ${decimal(seed)}`,
        },
      ],
      figures: { seed, clinical },
    };
  },
};

async function ofSeed(context: PartContext): Promise<number | null> {
  const { manifest, rows } = await seedTestRows(context);
  const beats: NamedBeats = await nameRows(await shippedModel('seed'), manifest, rows, context);
  return calibrationOf(beats.probabilities, beats.labels).ece;
}

async function ofClinical(context: PartContext): Promise<ClinicalCalibration | null> {
  const model = await shippedModel('clinical').catch((error: unknown) => {
    if (error instanceof NotHere) return null;
    throw error;
  });
  if (model === null) return null;
  return withModel(model, context.signal, async (namer) => {
    const named = await nameDs2(namer, context);
    const beats = decideAll(named, namer.specification);
    const { decision } = namer.specification;
    const ece = (some: GroupedBeats) => calibrationOf(some.probabilities, some.labels).ece;
    return {
      all: ece(beats),
      without: ece(beatsWithout(beats, [exception])),
      temperature: decision?.temperature ?? null,
      conformal: decision?.conformal ? conformalCoverage(decision.conformal, beats) : null,
      error: decision?.conformal?.error ?? null,
      drift: decision?.drift ? driftOf(decision.drift, named) : null,
    };
  });
}

/** Distance of each recording from the training recordings; null where the reference holds more than probabilities. */
function driftOf(reference: DriftReference, named: readonly NamedRecord[]): DriftedRecord[] | null {
  const drifted = [];
  for (const { record, probabilities } of named) {
    const { names, values } = recordingStatistics(probabilities);
    if (names.join() !== reference.statistics.join()) return null;
    const distance = driftDistance(reference, values);
    drifted.push({ record, distance, unlike: distance > reference.limit });
  }
  return drifted;
}

function driftLines({ drift }: ClinicalCalibration): string[] {
  if (drift === null) return ['The clinical model holds nothing to tell drift by.'];
  const unlike = drift.filter((recording) => recording.unlike);
  const names = unlike.map(({ record, distance }) => `${record} (${decimal(distance, 2)})`).join(', ');
  return [
    'Drift alarm: share of doubtful beats and mean entropy against those of training patients left out of training; the limit lets at most 5 %',
    `of the training recordings alarm, each measured against the others. ${unlike.length} of the ${drift.length} recordings of DS2 look unlike the training data${names === '' ? '' : `: ${names}`}.`,
  ];
}

function conformalLines({ temperature, conformal, error }: ClinicalCalibration): string[] {
  const fitted = `Temperature of the clinical model: ${decimal(temperature)}.`;
  if (conformal === null || error === null) return [fitted, '', 'The clinical model has no conformal sets.'];
  const [worst] = [...conformal.records].sort((a, b) => a.coverage - b.coverage);
  return [
    fitted,
    '',
    `Class-wise (Mondrian) conformal sets of the clinical model, made to miss at most ${percent(error, 0)} % of each class's beats, thresholds from`,
    'patients left out of training in DS1; "-": too few such patients for any statement. Coverage on DS2, where the guarantee does not hold, for the patients are new:',
    '',
    table(
      ['', 'all', 'N', 'S', 'V', 'F', 'Q'],
      [['coverage %', percent(conformal.all, 1), ...conformal.classes.map((value) => percent(value, 1))]],
    ),
    '',
    `One class in the set: ${percent(conformal.single, 1)} % of the beats; none: ${percent(conformal.empty, 1)} %; mean size ${decimal(conformal.meanSize, 2)}.`,
    `By patient: ${percent(conformal.recordsCovered, 0)} % of the 22 reach ${percent(1 - error, 0)} %; the lowest is ${worst!.record} with ${percent(worst!.coverage, 1)} %.`,
    '',
    table(
      ['record', 'beats', 'coverage %'],
      conformal.records.map(({ record, beats, coverage }) => [record, String(beats), percent(coverage, 1)]),
    ),
  ];
}
