import { Activity, CircleAlert, CircleHelp, Crosshair, HeartPulse, MessageSquare, SquareTerminal } from '@lucide/vue';
import { computed, type ComputedRef, type Ref } from 'vue';

import { useCore } from '../core.ts';
import { formatCount } from '../format/number.ts';
import { formatTime } from '../format/time.ts';
import { en } from '../i18n/en.ts';
import { sentenceOf } from '../sentence.ts';
import { useCommands } from '../stores/commands.ts';
import { matches, useLibrary } from '../stores/library.ts';
import { useNotices } from '../stores/notices.ts';
import { usePlace } from '../stores/place.ts';
import { useSession } from '../stores/session.ts';
import { sampleOfBeat } from './beat-by-number.ts';
import type { Translate } from './commands.ts';
import { useGoTo } from './go-to.ts';
import { hasWords, typedPlace } from './palette-query.ts';
import { useRecordingAnswers } from './recording-answers.ts';

/** A line of the palette. */
export interface PaletteEntry {
  readonly id: string;
  readonly icon: typeof Activity;
  readonly title: string;
  readonly note: string;
  readonly keys?: string;
  /** Only says something: it cannot be picked. */
  readonly disabled?: true;
  readonly run: () => void;
}

export interface PaletteGroup {
  readonly name: string;
  readonly title: string;
  readonly entries: readonly PaletteEntry[];
}

/** Lines of a group: with every group full the list stays under 200. */
const most = { recordings: 50, commands: 80, comments: 20, events: 20, help: 20 };

const topics = Object.keys(en.help) as (keyof typeof en.help)[];

/** Everything that can be found: places and events of the open recording, recordings, commands, comments, help. */
export function usePaletteEntries(
  t: Translate,
  open: Ref<boolean>,
  words: Ref<string>,
  explain: (topic: { title: string; text: string }) => void,
): ComputedRef<readonly PaletteGroup[]> {
  const core = useCore();
  const commands = useCommands();
  const library = useLibrary();
  const notices = useNotices();
  const place = usePlace();
  const session = useSession();
  const goTo = useGoTo();
  const { kinds, comments } = useRecordingAnswers(open);

  async function goToBeat(number: number): Promise<void> {
    const { recording, sessionId } = session;
    if (!recording || sessionId === null) return;
    try {
      const read = (from: number, to: number) => core.call('beats.read', { sessionId, from, to });
      const sample = await sampleOfBeat(read, number - 1, recording.beats, recording.frames);
      if (sample !== null) return goTo(sample, 'beat');
      const values = { number: formatCount(number), count: formatCount(recording.beats) };
      notices.say(t('palette.noBeatTitle'), t('palette.noBeat', values), 'bad');
    } catch (error) {
      notices.say(t('palette.noBeatTitle'), sentenceOf(error), 'bad');
    }
  }

  function here(): PaletteEntry[] {
    const { recording } = session;
    const typed = typedPlace(words.value, t('palette.beatWords'));
    if (!recording || !typed) return [];
    if (typed.kind === 'beat') {
      if (typed.number > recording.beats) return [];
      const title = t('palette.beat', { number: formatCount(typed.number) });
      return [{ id: 'beat', icon: Crosshair, title, note: '', run: () => void goToBeat(typed.number) }];
    }
    const frame = Math.round(typed.seconds * recording.rate);
    if (frame >= recording.frames) return [];
    const title = t('palette.time', { time: formatTime(typed.seconds, 1) });
    return [{ id: 'time', icon: Crosshair, title, note: '', run: () => goTo(frame, 'place') }];
  }

  /** Says of a beat beyond the last that there is none. */
  function missing(): PaletteEntry[] {
    const { recording } = session;
    const typed = typedPlace(words.value, t('palette.beatWords'));
    if (!recording || typed?.kind !== 'beat' || typed.number <= recording.beats) return [];
    const title = t('palette.noBeat', { number: formatCount(typed.number), count: formatCount(recording.beats) });
    return [{ id: 'no-beat', icon: CircleAlert, title, note: '', disabled: true, run: () => undefined }];
  }

  function events(): PaletteEntry[] {
    const { recording } = session;
    if (!recording || words.value.trim() === '') return [];
    return kinds.value
      .map(({ kind, count, first }) => ({ kind, count, first, title: t(`rhythm.events.kinds.${kind}`) }))
      .filter(({ title }) => hasWords(title, words.value))
      .slice(0, most.events)
      .map(({ kind, count, first, title }) => ({
        id: `event ${kind}`,
        icon: HeartPulse,
        title: `${title} ${formatCount(count)}`,
        note: first === null ? '' : t('palette.first', { time: formatTime(first / recording.rate) }),
        run: () => first !== null && goTo(first, 'beat'),
      }));
  }

  function notes(): PaletteEntry[] {
    const { recording } = session;
    if (!recording || words.value.trim() === '') return [];
    return comments.value
      .filter(({ text, by }) => hasWords(`${text} ${by}`, words.value))
      .slice(0, most.comments)
      .map(({ id, text, by, sample }) => ({
        id: `comment ${id}`,
        icon: MessageSquare,
        title: text,
        note: [by, ...(sample === null ? [] : [formatTime(sample / recording.rate)])].join(' · '),
        run: () => sample !== null && goTo(sample, 'place'),
      }));
  }

  /** Whether the words are a recording's whole name: then that is meant, and not the beat of this number. */
  function isNamed({ name }: { readonly name: string }): boolean {
    return name.toLowerCase() === words.value.trim().toLowerCase();
  }

  /** @param byComments those that match only through the comments of their file, or those that match without */
  function recordings(byComments: boolean): PaletteEntry[] {
    return library.rows
      .filter((row) => matches(row, words.value) && matches({ ...row, comments: [] }, words.value) !== byComments)
      .sort((first, second) => Number(isNamed(second)) - Number(isNamed(first)))
      .slice(0, most.recordings)
      .map((row) => ({
        id: `recording ${row.id}`,
        icon: Activity,
        title: row.name,
        note: `${formatTime(row.frames / row.rate)} · ${t('palette.beats', { count: formatCount(row.beats) })}`,
        run: () => place.go({ name: 'review', recordingId: row.id }),
      }));
  }

  function possible(): PaletteEntry[] {
    return commands.available
      .filter(
        ({ id, hidden, title, group }) => !hidden && id !== 'palette' && hasWords(`${title} ${group}`, words.value),
      )
      .slice(0, most.commands)
      .map(({ id, title, keys, run }) => ({
        id: `command ${id}`,
        icon: SquareTerminal,
        title,
        note: '',
        ...(keys === undefined ? {} : { keys }),
        run,
      }));
  }

  function help(): PaletteEntry[] {
    return topics
      .map((topic) => ({ topic, title: t(`help.${topic}.title`), text: t(`help.${topic}.text`) }))
      .filter(({ title, text }) => words.value.trim() !== '' && hasWords(`${title} ${text}`, words.value))
      .slice(0, most.help)
      .map(({ topic, title, text }) => ({
        id: `help ${topic}`,
        icon: CircleHelp,
        title,
        note: '',
        run: () => explain({ title, text }),
      }));
  }

  return computed(() => {
    if (!open.value) return [];
    const name = session.recording?.name ?? '';
    const inRecording = { name: 'here', title: t('palette.here', { name }), entries: [...here(), ...events()] };
    const known = { name: 'recordings', title: t('palette.recordings'), entries: recordings(false) };
    const mentioned = { name: 'mentioned', title: t('palette.mentioned'), entries: recordings(true) };
    const doable = { name: 'commands', title: t('palette.commands'), entries: possible() };
    const said = { name: 'comments', title: t('palette.comments'), entries: notes() };
    const explained = { name: 'help', title: t('palette.help'), entries: help() };
    const absent = { name: 'absent', title: t('palette.noBeatTitle'), entries: missing() };
    // Before a word is typed what can be done comes first; a word usually names a recording.
    const found = library.rows.some(isNamed) ? [known, inRecording] : [inRecording, known];
    const order = words.value === '' ? [doable, known] : [...found, doable, said, mentioned, explained, absent];
    return order.filter(({ entries }) => entries.length > 0);
  });
}
