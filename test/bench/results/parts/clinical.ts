import { ds2 } from '../../../../app/dataset/ds1ds2-protocol.ts';
import { compareBeats } from '../../../../app/evaluation/ec57/compare-beats.ts';
import { sumComparisons } from '../../../../app/evaluation/ec57/summary.ts';
import type { GroupedBeats } from '../../../../app/evaluation/named-beats.ts';
import { beatsWithout } from '../../../../app/evaluation/named-beats.ts';
import { recordMatrices } from '../../../../app/evaluation/record-table.ts';
import { readCardOf } from '../../../../app/host/evaluate-model.ts';
import type { Annotation, Recording } from '../../../../app/signal/recording.ts';
import { confusionTable, figuresOfBeats, figuresTable, headline, ratiosTable, recordsTable } from '../class-figures.ts';
import { looksText, membersText } from '../clinical-card.ts';
import { decimal, percent, table } from '../markdown.ts';
import { decideAll, nameAtReference, withModel } from '../name-beats.ts';
import type { Namer, NamedRecord } from '../name-beats.ts';
import type { PartContext, ResultsPart } from '../part.ts';
import { databaseRecords } from '../records.ts';
import { shippedModel } from '../shipped-model.ts';

/** Holds 75 % of the S beats of DS2. */
export const exception = '232';
/** The patient of 201, which is in DS1. */
const shared = '202';
/** WFDB codes that stand for the five classes. */
const classCodes = [1, 9, 5, 6, 13];
const strengths = [0, 0.25, 0.5, 0.75, 1];

/** The recordings of DS2, each named by a model at its reference beats. */
export async function nameDs2(namer: Namer, { signal }: PartContext): Promise<NamedRecord[]> {
  const open = databaseRecords('mitdb');
  const named: NamedRecord[] = [];
  for (const record of ds2) {
    signal.throwIfAborted();
    named.push(await nameAtReference(namer, await open(record)));
  }
  return named;
}

/** Figures by bxb's rules of labels at reference positions. */
async function byStandard(named: readonly NamedRecord[], beats: GroupedBeats, mapping: 'ec57' | 'aami') {
  const open = databaseRecords('mitdb');
  const comparisons = [];
  let at = 0;
  for (const { record, samples } of named) {
    const recording: Recording = await open(record);
    const test = Array.from(samples, (sample, beat): Annotation => ({
      sample,
      code: classCodes[beats.predictions[at + beat]!]!,
      subtype: 0,
      channel: 0,
      number: 0,
      aux: '',
    }));
    at += samples.length;
    const { rate, frames } = recording;
    comparisons.push(compareBeats(await recording.annotations('atr'), test, { rate, frames, mapping }));
  }
  const { gross, average } = sumComparisons(comparisons);
  return { mapping, gross: { veb: gross.veb, sveb: gross.sveb }, average: { veb: average.veb, sveb: average.sveb } };
}

/** The clinical model on patients it has never seen. */
export const clinical: ResultsPart = {
  title: 'Naming beats of patients never seen: DS2, at reference positions',
  async measure(context) {
    const model = await shippedModel('clinical');
    return withModel(model, context.signal, async (namer) => {
      const named = await nameDs2(namer, context);
      const { specification } = namer;
      const beats = decideAll(named, specification);
      const all = figuresOfBeats(beats);
      const without = figuresOfBeats(beatsWithout(beats, [exception]));
      const withoutShared = figuresOfBeats(beatsWithout(beats, [shared]));
      const withoutBoth = figuresOfBeats(beatsWithout(beats, [exception, shared]));
      const slider = strengths.map((strength) => {
        const moved = decideAll(named, specification, strength);
        return { strength, all: figuresOfBeats(moved), without: figuresOfBeats(beatsWithout(moved, [exception])) };
      });
      const standard = [await byStandard(named, beats, 'ec57'), await byStandard(named, beats, 'aami')];
      const card = await readCardOf(model.path);
      const members = membersText(card);
      const chosen = specification.decision?.strength ?? null;
      const leads = `${specification.leads.length} channels`;
      return {
        text: [
          `resources/models/clinical.onnx (SHA-256 ${model.sha256.slice(0, 16)}…, ${leads}), trained on DS1 alone; DS2 of de Chazal et al. 2004,`,
          '22 records, whole, no labels of these patients; mapping AAMI (escape beats e, j are N), reference positions, both leads.',
          `Operating point chosen in DS1: strength ${chosen ?? '-'}. In brackets: 95 % percentile bootstrap over patients, 2,000 draws.`,
          'Record 232 holds 75 % of the S beats. Record 202 is of the patient of 201, which is in DS1: the other 21 patients are new.',
          '',
          figuresTable([
            ['all 22', all],
            ['without 232', without],
            ['without 202', withoutShared],
            ['without both', withoutBoth],
          ]),
          '',
          ratiosTable([
            ['all 22', all],
            ['without 232', without],
          ]),
          '',
          confusionTable(all.confusion),
          '',
          'The operating point as a slider ("find more S"): less strength finds more beats of rare classes, and more false ones.',
          '',
          table(
            ['strength', 'accuracy %', 'S F1', 'V F1', 'F F1', 'without 232: accuracy %', 'S F1'],
            slider.map(({ strength, all: moved, without: rest }) => [
              strength.toFixed(2),
              percent(moved.values['accuracy']),
              ...['S F1', 'V F1', 'F F1'].map((key) => decimal(moved.values[key])),
              percent(rest.values['accuracy']),
              decimal(rest.values['S F1']),
            ]),
          ),
          '',
          'By bxb (from 5:00, labels at reference positions), gross Se / +P and false positive rate:',
          '',
          table(
            ['mapping', 'VEB Se / +P %', 'VEB FPR %', 'SVEB Se / +P %', 'SVEB FPR %'],
            standard.map(({ mapping, gross }) => [
              mapping,
              `${percent(gross.veb.se)} / ${percent(gross.veb.ppv)}`,
              percent(gross.veb.fpr, 3),
              `${percent(gross.sveb.se)} / ${percent(gross.sveb.ppv)}`,
              percent(gross.sveb.fpr, 3),
            ]),
          ),
          '',
          members.text,
          '',
          looksText(card),
          '',
          'Record by record:',
          '',
          recordsTable(beats.records, recordMatrices(beats)),
        ].join('\n'),
        summary: [
          {
            table: 'classes',
            what: 'Clinical model, DS2: 22 records, 21 new patients and one (202) of whom DS1 has another record',
            protocol: `DS1 to DS2, no labels of the test patients, reference positions, 2 leads, AAMI mapping; DS2 looked at ${card?.looks?.length ?? 'an unknown number of'} times while it was made`,
            figure: headline(all),
          },
          {
            table: 'classes',
            what: '… without record 232 (75 % of the S beats)',
            protocol: 'as above, 21 records',
            figure: headline(without),
          },
        ],
        figures: {
          sha256: model.sha256,
          strength: chosen,
          all,
          without,
          withoutShared,
          withoutBoth,
          slider,
          standard,
          members: members.figures,
        },
      };
    });
  },
};
