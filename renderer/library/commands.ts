import type { Translate } from '../frame/commands.ts';
import type { Command } from '../stores/commands.ts';

interface LibraryDoors {
  importFiles(): void;
  importFolder(): void;
  filter(): void;
  open(): void;
  analyse(): void;
  remove(): void;
  hasSelection(): boolean;
}

/** What a reader can do in the library. */
export function libraryCommands(t: Translate, doors: LibraryDoors): Command[] {
  const group = t('groups.library');
  const enabled = () => doors.hasSelection();
  return [
    {
      id: 'library.move',
      title: t('commands.move'),
      group,
      keys: '↑ ↓',
      hint: t('hints.move'),
      ownKeys: true,
      hidden: true,
      run: () => undefined,
    },
    {
      id: 'library.open',
      title: t('commands.open'),
      group,
      keys: 'Enter',
      hint: t('hints.open'),
      ownKeys: true,
      enabled,
      run: () => doors.open(),
    },
    {
      id: 'library.import',
      title: t('commands.importFiles'),
      group,
      keys: 'Ctrl O',
      hint: t('hints.import'),
      run: () => doors.importFiles(),
    },
    { id: 'library.folder', title: t('commands.importFolder'), group, run: () => doors.importFolder() },
    {
      id: 'library.filter',
      title: t('commands.filter'),
      group,
      keys: 'Ctrl F',
      hint: t('hints.filter'),
      run: () => doors.filter(),
    },
    { id: 'library.analyse', title: t('commands.analyse'), group, enabled, run: () => doors.analyse() },
    { id: 'library.remove', title: t('commands.remove'), group, enabled, run: () => doors.remove() },
  ];
}
