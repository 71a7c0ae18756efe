import { detectionAnnotations } from '../../../../app/beat/detection-annotations.ts';
import { detectBeats } from '../../../../app/beat/detect.ts';
import { ds2 } from '../../../../app/dataset/ds1ds2-protocol.ts';
import { compareBeats } from '../../../../app/evaluation/ec57/compare-beats.ts';
import type { BeatComparison } from '../../../../app/evaluation/ec57/compare-beats.ts';
import { sumComparisons } from '../../../../app/evaluation/ec57/summary.ts';
import { decide } from '../../../../app/model/decision.ts';
import {
  confusionTable,
  figuresOfMatrices,
  figuresTable,
  headline,
  ratiosTable,
  recordsTable,
} from '../class-figures.ts';
import { percent, table } from '../markdown.ts';
import { withModel } from '../name-beats.ts';
import type { ResultsPart } from '../part.ts';
import { databaseRecords } from '../records.ts';
import { shippedModel } from '../shipped-model.ts';
import { exception } from './clinical.ts';

/** WFDB codes that stand for the five classes. */
const classCodes = [1, 9, 5, 6, 13];
const noise = 14;

/** From the raw signal of new patients to named beats. */
export const endToEnd: ResultsPart = {
  title: 'End to end: DS2 from the raw signal, own detector and clinical model',
  async measure({ signal }) {
    const model = await shippedModel('clinical');
    const open = databaseRecords('mitdb');
    return withModel(model, signal, async ({ specification, name }) => {
      const whole: BeatComparison[] = [];
      const standard: BeatComparison[] = [];
      for (const record of ds2) {
        signal.throwIfAborted();
        const recording = await open(record);
        const detection = await detectBeats(recording, { signal });
        const { labels } = decide(await name(recording, detection.samples), specification.decision);
        const beats = labels.values();
        const test = detectionAnnotations(detection).map((entry) =>
          entry.code === noise ? entry : { ...entry, code: classCodes[beats.next().value!]! },
        );
        const reference = await recording.annotations('atr');
        const { rate, frames } = recording;
        whole.push(compareBeats(reference, test, { rate, frames, mapping: 'aami', start: 0 }));
        standard.push(compareBeats(reference, test, { rate, frames, mapping: 'ec57' }));
      }
      const matrices = whole.map(({ matrix }) => matrix);
      const all = figuresOfMatrices(matrices, null);
      const without = figuresOfMatrices(
        matrices.filter((_, record) => ds2[record] !== exception),
        null,
      );
      const { gross } = sumComparisons(standard);
      return {
        text: [
          'Detection and naming of DS2 (22 records, whole), no labels of these patients, both leads, mapping AAMI. Beats that the detector',
          'missed and beats that it added count as errors of their class and lower the accuracy. Intervals as above.',
          '',
          figuresTable([
            ['all 22', all],
            ['without 232', without],
          ]),
          '',
          ratiosTable([
            ['all 22', all],
            ['without 232', without],
          ]),
          '',
          confusionTable(all.confusion),
          '',
          'By bxb, from 5:00, mapping EC57 (escape beats e, j, n are S), gross:',
          '',
          table(
            ['', 'Se %', '+P %', 'FPR %'],
            [
              ['QRS', percent(gross.qrs.se), percent(gross.qrs.ppv), '-'],
              ['VEB', percent(gross.veb.se), percent(gross.veb.ppv), percent(gross.veb.fpr, 3)],
              ['SVEB', percent(gross.sveb.se), percent(gross.sveb.ppv), percent(gross.sveb.fpr, 3)],
            ],
          ),
          '',
          'Record by record:',
          '',
          recordsTable(ds2, matrices),
        ].join('\n'),
        summary: [
          {
            table: 'classes',
            what: 'End to end from the raw signal, 22 records of DS2',
            protocol: 'own detector, missed and extra beats are errors, 2 leads, AAMI mapping',
            figure: headline(all),
          },
        ],
        figures: { sha256: model.sha256, all, without, standard: gross },
      };
    });
  },
};
