import { eventCommands } from '../events/commands.ts';
import { familyCommands } from '../families/family-commands.ts';
import { libraryCommands } from '../library/commands.ts';
import { pageCommands } from '../page/commands.ts';
import { queueCommands } from '../queue/commands.ts';
import { stripCommands as keepCommands } from '../report/commands.ts';
import { reviewCommands } from '../review/commands.ts';
import { deskCommands } from '../review/desk-commands.ts';
import { stripCommands } from '../review/strip-commands.ts';
import { rhythmCommands } from '../rhythm/commands.ts';
import { useCommands, type Command } from '../stores/commands.ts';
import type { Place } from '../stores/place.ts';
import { noBeats } from '../waveform/beat-columns.ts';
import { besideTheApplication } from './beside.ts';
import type { Translate } from './commands.ts';

/** The commands of a place, or of the whole application. */
export interface CommandTable {
  readonly place: Place['name'] | 'app';
  readonly commands: readonly Command[];
}

const idle = () => undefined;

/**
 * Every command there is, also those of places that are not shown: for lists of keys, never to be run. What was offered
 * since the start takes part even where no table names it. Call it in the setup of a component.
 */
export function commandTables(t: Translate): readonly CommandTable[] {
  const tables = besideTheApplication(() => placeTables(t));
  const known = new Set(tables.flatMap(({ commands }) => commands.map(({ id }) => id)));
  const others = [...useCommands().met.values()].filter(({ id }) => !known.has(id));
  return [...tables, ...[...Map.groupBy(others, placeOf)].map(([place, commands]) => ({ place, commands }))];
}

function placeTables(t: Translate): CommandTable[] {
  return [
    { place: 'library', commands: libraryCommands(t, libraryDoors) },
    {
      place: 'review',
      commands: [
        ...reviewCommands(t),
        ...deskCommands(t),
        ...stripCommands(t),
        ...keepCommands(t),
        ...eventCommands(t, idle),
        ...queueCommands(t, idle),
      ],
    },
    { place: 'families', commands: familyCommands({ t, openMembers: idle, openReview: idle }) },
    { place: 'rhythm', commands: rhythmCommands(t, { openInReview: idle, showForm: idle, previewLabel: idle }) },
    { place: 'page', commands: pageCommands(t, { beats: () => noBeats, openInReview: idle, print: idle }) },
  ];
}

const libraryDoors = {
  importFiles: idle,
  importFolder: idle,
  filter: idle,
  open: idle,
  analyse: idle,
  remove: idle,
  hasSelection: () => true,
};

/** Where a command belongs by the area in its id ("rhythm.lasso"); areas that are no place of their own are the application's. */
function placeOf({ id }: Command): CommandTable['place'] {
  const area = id.split('.')[0];
  return placeNames.find((name) => name === area) ?? 'app';
}

const placeNames = [
  'library',
  'review',
  'families',
  'rhythm',
  'page',
  'report',
  'readers',
  'results',
  'model',
  'settings',
] as const satisfies readonly Place['name'][];
