import type { useI18n } from 'vue-i18n';

import type { Command } from '../stores/commands.ts';
import { useJobs } from '../stores/jobs.ts';
import { useLanguage } from '../stores/language.ts';
import { useNotices } from '../stores/notices.ts';
import { usePlace } from '../stores/place.ts';
import { scales, useScale } from '../stores/scale.ts';
import { useSession } from '../stores/session.ts';
import { useTheme } from '../stores/theme.ts';
import { sentenceOf } from '../sentence.ts';

export type Translate = ReturnType<typeof useI18n>['t'];

interface FrameDoors {
  readonly t: Translate;
  openPalette(): void;
  openKeys(): void;
  openHistory(): void;
}

/** The places in which the open recording is read, in the order of the rail. */
const readingPlaces = [
  { name: 'review', keys: 'Ctrl 2' },
  { name: 'families', keys: 'Ctrl 3' },
  { name: 'rhythm', keys: 'Ctrl 4' },
  { name: 'page', keys: 'Ctrl 5' },
  { name: 'report', keys: 'Ctrl 6' },
  { name: 'readers', keys: 'Ctrl 7' },
] as const;

/** What a reader can do in every place. */
export function frameCommands({ t, openPalette, openKeys, openHistory }: FrameDoors): Command[] {
  const place = usePlace();
  const session = useSession();
  const theme = useTheme();
  const language = useLanguage();
  const scale = useScale();
  const jobs = useJobs();
  const look = t('groups.look');
  const { undo, redo } = useLabelHistory(t);
  return [
    {
      id: 'palette',
      title: t('commands.palette'),
      group: t('groups.app'),
      keys: 'Ctrl K',
      hint: t('hints.palette'),
      run: openPalette,
    },
    {
      id: 'go.library',
      title: t('commands.library'),
      group: t('groups.go'),
      keys: 'Ctrl 1',
      run: () => place.go({ name: 'library' }),
    },
    ...readingPlaces.map(({ name, keys }): Command => ({
      id: `go.${name}`,
      title: t(`commands.${name}`),
      group: t('groups.go'),
      keys,
      run: () => place.go({ name, recordingId: session.recording?.id ?? null }),
    })),
    {
      id: 'go.results',
      title: t('commands.results'),
      group: t('groups.go'),
      keys: 'Ctrl 8',
      run: () => place.go({ name: 'results', recordingId: null }),
    },
    {
      id: 'go.model',
      title: t('commands.model'),
      group: t('groups.go'),
      keys: 'Ctrl 9',
      run: () => place.go({ name: 'model', modelId: null }),
    },
    {
      id: 'go.settings',
      title: t('commands.settings'),
      group: t('groups.go'),
      keys: 'Ctrl ,',
      run: () => place.go({ name: 'settings' }),
    },
    {
      id: 'undo',
      title: t('commands.undo'),
      group: t('groups.app'),
      keys: 'Ctrl Z',
      enabled: () => session.canUndo,
      run: undo,
    },
    {
      id: 'redo',
      title: t('commands.redo'),
      group: t('groups.app'),
      keys: 'Ctrl Shift Z',
      enabled: () => session.canRedo,
      run: redo,
    },
    {
      id: 'redo',
      title: t('commands.redo'),
      group: t('groups.app'),
      keys: 'Ctrl Y',
      hidden: true,
      enabled: () => session.canRedo,
      run: redo,
    },
    { id: 'history', title: t('commands.history'), group: t('groups.app'), keys: 'Alt H', run: openHistory },
    { id: 'theme.light', title: t('commands.light'), group: look, run: () => theme.choose('light') },
    { id: 'theme.dark', title: t('commands.dark'), group: look, run: () => theme.choose('dark') },
    { id: 'theme.system', title: t('commands.system'), group: look, run: () => theme.choose('system') },
    { id: 'language.system', title: t('commands.languageSystem'), group: look, run: () => language.choose('system') },
    { id: 'language.en', title: t('commands.english'), group: look, run: () => language.choose('en') },
    { id: 'language.de', title: t('commands.german'), group: look, run: () => language.choose('de') },
    ...scales.map((percent): Command => ({
      id: `scale.${percent}`,
      title: t('commands.scale', { percent }),
      group: look,
      run: () => scale.choose(percent),
    })),
    {
      id: 'work.stop',
      title: t('commands.stop'),
      group: t('groups.app'),
      enabled: () => jobs.running.length > 0,
      run: () => jobs.running[0] && void jobs.stop(jobs.running[0].id),
    },
    { id: 'keys', title: t('keys.show'), group: t('groups.app'), keys: '?', run: openKeys },
  ];
}

/** Undo and redo as the reader meets them: a failure is said, because the label that came back was not asked for. */
export function useLabelHistory(t: Translate): { undo: () => void; redo: () => void } {
  const session = useSession();
  const notices = useNotices();
  return {
    undo: () =>
      void session.undo().catch((error: unknown) => notices.say(t('frame.undoFailed'), sentenceOf(error), 'bad')),
    redo: () =>
      void session.redo().catch((error: unknown) => notices.say(t('frame.redoFailed'), sentenceOf(error), 'bad')),
  };
}
