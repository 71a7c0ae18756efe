import type { ApplicationContract } from '../contract/application.ts';
import { beatClasses, notAnalysed } from '../contract/classes.ts';
import { CaliperError } from '../contract/errors.ts';
import type { BeatReasons } from '../contract/queue.ts';
import type { Inference } from '../inference/client.ts';
import { factsOf } from '../review/facts.ts';
import type { Handlers } from '../rpc/contract.ts';
import type { Recording } from '../signal/recording.ts';
import type { Store } from '../store/store.ts';
import { createBeatRows, type BeatRow } from './beat-rows.ts';
import type { Models } from './models.ts';
import type { QueuedSession, QueueSessions } from './queue-sessions.ts';
import type { OpenRecordings } from './recordings.ts';
import { traceAround } from './trace-around.ts';

export interface WhyDependencies {
  readonly store: Pick<Store, 'currentRun' | 'recordingOfSession'>;
  readonly queues: Pick<QueueSessions, 'open'>;
  readonly recordings: Pick<OpenRecordings, 'open'>;
  readonly models: Pick<Models, 'find'>;
  readonly inference: Pick<Inference, 'load' | 'explain'>;
}

/** Why a beat was named as it was: what the decision between two classes hung on. */
export function whyHandlers({
  store,
  queues,
  recordings,
  models,
  inference,
}: WhyDependencies): Pick<Handlers<ApplicationContract>, 'beats.why'> {
  const rows = createBeatRows();
  return {
    'beats.why': async ({ sessionId, sample }) => {
      const [session, run, recordingId] = await Promise.all([
        queues.open(sessionId),
        store.currentRun(sessionId),
        store.recordingOfSession(sessionId),
      ]);
      const beat = session.samples.indexOf(sample);
      if (!run?.model || beat < 0 || session.proposed[beat] === notAnalysed)
        throw new CaliperError('unsupported', 'No model has named this beat, so there are no reasons to show.');
      const [recording, model] = await Promise.all([recordings.open(recordingId), models.find(run.model.id)]);
      const { specification } = await inference.load(model);
      const row = await rows.of(recording, session.samples, beat, specification, `${run.id} ${model.sha256}`);
      const classes = opposed(session, beat);
      const gradient = await inference.explain(model, row, classes);
      return { reasons: await reasonsOf(recording, sample, row, gradient, classes) };
    },
  };
}

/** The shown class over the model's first choice, or over its second where the first is shown. */
function opposed({ probabilities, columns, samples }: QueuedSession, beat: number): [number, number] {
  const own = Array.from(probabilities.subarray(beat * beatClasses.length, (beat + 1) * beatClasses.length));
  const order = own.map((_, index) => index).sort((a, b) => own[b]! - own[a]! || a - b);
  const label = columns.labels[columns.samples.indexOf(samples[beat]!)];
  const shown = label === undefined || label >= beatClasses.length ? order[0]! : label;
  return [shown, order.find((index) => index !== shown)!];
}

async function reasonsOf(
  recording: Recording,
  sample: number,
  row: BeatRow,
  gradient: { beats: Float32Array; features: Float32Array },
  classes: readonly [number, number],
): Promise<BeatReasons> {
  const { leads: channels, length, rate } = row.specification;
  const featureShares = Float64Array.from(row.features, (value, index) => value * gradient.features[index]!);
  const places = channels.flatMap((name) => (name === 'first' || name === 'second' ? [name] : []));
  const byLead = places.map((place) => {
    const saliency = new Float32Array(length);
    channels.forEach((channel, index) => {
      if (channel !== place && channel !== `${place}-deviation`) return;
      for (let at = 0; at < length; at++) {
        const value = index * length + at;
        saliency[at]! += row.beats[value]! * gradient.beats[value]!;
      }
    });
    return saliency;
  });
  const sizes = [...byLead, featureShares].map((values) =>
    Array.from(values).reduce((sum, value) => sum + Math.abs(value), 0),
  );
  const whole = sizes.reduce((sum, size) => sum + size, 0);
  const scale = whole > 0 ? 1 / whole : 0;
  const fromMs = (-1000 * row.before) / rate;
  const leads = await Promise.all(
    row.leads.slice(0, byLead.length).map(async (index, place) => ({
      name: recording.leads[index]!.name,
      fromMs,
      stepMs: 1000 / rate,
      values: await traceAround(recording, index, sample, fromMs / 1000, rate, length),
      saliency: byLead[place]!.map((value) => value * scale),
    })),
  );
  const facts =
    row.features.length > 0
      ? factsOf(
          row.features,
          featureShares.map((share) => share * scale),
        )
      : [];
  return { classes: [beatClasses[classes[0]]!, beatClasses[classes[1]]!], leads, facts };
}
