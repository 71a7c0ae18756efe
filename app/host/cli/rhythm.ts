import { readFile } from 'node:fs/promises';

import * as v from 'valibot';

import { CaliperError } from '../../contract/errors.ts';
import { Criteria, defaultCriteria, maximumEvents, type RhythmEvent } from '../../contract/rhythm.ts';
import { annotatedBeats, annotatedRhythm } from '../../rhythm/annotated-beats.ts';
import { pageOfEvents } from '../../rhythm/event-page.ts';
import { findEvents, type RhythmEvents } from '../../rhythm/events/events.ts';
import type { RhythmSource } from '../../rhythm/events/event-list.ts';
import { measureIntervals } from '../../rhythm/intervals.ts';
import { summarise } from '../../rhythm/summary.ts';
import { measureVariability } from '../../rhythm/variability/variability.ts';
import type { CliCommand, CliContext } from './command.ts';
import { openRecord } from './open-record.ts';
import { compareFibrillation, type FibrillationShare } from './rhythm-compare.ts';
import { comparisonText, eventText, rhythmText } from './rhythm-text.ts';

interface RhythmOptions {
  readonly annotator: string;
  readonly criteria?: string;
  readonly events?: boolean;
  readonly compare?: boolean;
  readonly json?: boolean;
}

/** `caliper rhythm`: events, rates and heart rate variability of annotated recordings. */
export const rhythmCommand: CliCommand = {
  define(program, context) {
    program
      .command('rhythm')
      .description('find rhythm events and measure heart rate variability from the annotations of recordings')
      .argument('<records...>', 'recordings, with or without their ending')
      .option('--annotator <name>', 'ending of the annotation file that has the beats', 'atr')
      .option(
        '--criteria <file>',
        'JSON file with limits that differ from the standard ones, e.g. {"pause": {"milliseconds": 2500}}',
      )
      .option('--events', 'list every event')
      .option('--compare', 'compare irregular stretches with the rhythm "(AFIB" of the annotations instead')
      .option('--json', 'print one JSON object a recording')
      .action((records: string[], options: RhythmOptions) => run(records, options, context));
  },
};

async function run(records: readonly string[], options: RhythmOptions, context: CliContext): Promise<void> {
  const criteria = options.criteria === undefined ? defaultCriteria : await readCriteria(options.criteria);
  const shares: FibrillationShare[] = [];
  for (const path of records) {
    context.signal.throwIfAborted();
    const recording = await openRecord(path);
    const annotations = await recording.annotations(options.annotator);
    const beats = annotatedBeats(recording, annotations);
    if (beats.samples.length === 0)
      throw new CaliperError(
        'invalid-input',
        `${recording.name}.${options.annotator} has no beats: name another annotator.`,
      );
    const source = { beats, intervals: measureIntervals(beats) };
    const events = findEvents(source, criteria);
    if (options.compare) {
      const named = (name: string) => annotatedRhythm(annotations, name, recording.frames);
      shares.push(compareFibrillation(recording.name, beats, events, named('(AFIB'), named('(AFL')));
      continue;
    }
    const summary = summarise(source, events, new Map(), criteria);
    const variability = measureVariability(source);
    const listed = options.events ? allEvents(source, events) : null;
    if (options.json) {
      const facts = { record: recording.name, criteria, summary, variability, ...(listed ? { events: listed } : {}) };
      context.out(`${JSON.stringify(facts)}\n`);
    } else {
      context.out(rhythmText(recording.name, beats, criteria, summary, variability));
      for (const event of listed ?? []) context.out(eventText(event, beats.rate));
    }
  }
  if (options.compare) context.out(options.json ? `${JSON.stringify(shares)}\n` : comparisonText(shares));
}

function allEvents({ beats }: RhythmSource, events: RhythmEvents): RhythmEvent[] {
  const all: RhythmEvent[] = [];
  for (;;) {
    const page = pageOfEvents(beats, events, new Map(), {}, all.length, maximumEvents);
    all.push(...page.events);
    if (page.events.length < maximumEvents) return all;
  }
}

/** A file names only what differs; a group that is there replaces the values that it names. */
async function readCriteria(path: string): Promise<Criteria> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new CaliperError('not-found', `The criteria ${path} cannot be read.`, { cause });
  });
  const parsed = v.safeParse(v.record(v.string(), v.record(v.string(), v.unknown())), parseJson(text));
  if (!parsed.success) throw new CaliperError('invalid-input', `${path} is no JSON object of criteria.`);
  const merged: Record<string, unknown> = { ...defaultCriteria };
  for (const [group, values] of Object.entries(parsed.output)) {
    const known = Object.entries(defaultCriteria).find(([name]) => name === group)?.[1];
    merged[group] = { ...known, ...values };
  }
  const criteria = v.safeParse(Criteria, merged);
  if (criteria.success) return criteria.output;
  const [issue] = criteria.issues;
  throw new CaliperError('invalid-input', `${path}: ${v.getDotPath(issue) ?? 'criteria'}: ${issue.message}`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
