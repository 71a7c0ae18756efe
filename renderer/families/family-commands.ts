import type { useI18n } from 'vue-i18n';

import { beatClasses, type BeatClass } from '../../app/contract/classes.ts';
import { familyOrders } from '../../app/contract/families.ts';
import type { Command } from '../stores/commands.ts';
import { useBulk } from './bulk.ts';
import { useFamilyEdits } from './family-edits.ts';
import { useFamilies } from './families.ts';

/** What Families asks of the view that holds it. */
interface FamilyDoors {
  readonly t: ReturnType<typeof useI18n>['t'];
  openMembers(): void;
  openReview(): void;
}

/** Everything a reader can do in Families. Plain keys work while a pane of it has the focus (`ownKeys`). */
export function familyCommands({ t, openMembers, openReview }: FamilyDoors): Command[] {
  const store = useFamilies();
  const edits = useFamilyEdits();
  const bulk = useBulk();
  const group = t('places.families');
  const title = (name: string) => t(`families.commands.${name}`);
  const hint = (name: string) => t(`families.commands.hints.${name}`);
  const some = () => store.chosen.length > 0;
  const orderTitles = { count: title('byCount'), class: title('byClass'), doubt: title('byDoubt') };

  const preview = (label: BeatClass) => bulk.open('families', { familyIds: [...store.chosen] }, label);

  return [
    ...beatClasses.map((label, index): Command => ({
      id: `families.label.${label}`,
      title: t('families.commands.relabel', { label }),
      group,
      keys: label,
      ownKeys: true,
      enabled: some,
      ...(index === 0 ? { hint: hint('relabel') } : {}),
      run: () => preview(label),
    })),
    {
      id: 'families.open',
      title: title('open'),
      group,
      keys: 'Enter',
      ownKeys: true,
      hint: hint('open'),
      enabled: some,
      run: openMembers,
    },
    {
      id: 'families.merge',
      title: title('merge'),
      group,
      keys: 'Ctrl G',
      hint: hint('merge'),
      enabled: () => store.chosen.length > 1,
      run: () => void edits.merge(),
    },
    {
      id: 'families.split',
      title: title('split'),
      group,
      keys: 'Ctrl Shift G',
      hint: hint('split'),
      enabled: () => store.inHand !== null,
      run: () => void edits.split(),
    },
    {
      id: 'families.fresh',
      title: title('fresh'),
      group,
      keys: 'Ctrl N',
      enabled: () => store.members.length > 0,
      run: () => void edits.fresh(),
    },
    {
      id: 'families.unmerge',
      title: title('unmerge'),
      group,
      keys: 'Alt G',
      enabled: () => store.current !== null && (store.current.merged > 0 || store.current.split),
      run: () => void edits.unmerge(),
    },
    {
      id: 'families.confirm',
      title: title('confirm'),
      group,
      keys: 'Ctrl Enter',
      enabled: () => beatClasses[store.current?.label ?? -1] !== undefined,
      run: () => preview(beatClasses[store.current?.label ?? -1] ?? 'N'),
    },
    { id: 'families.review', title: title('review'), group, keys: 'Alt Enter', enabled: some, run: openReview },
    ...familyOrders.map((order): Command => ({
      id: `families.order.${order}`,
      title: orderTitles[order],
      group,
      run: () => (store.order = order),
    })),
    { id: 'families.make', title: title('make'), group, run: () => void edits.make() },
  ];
}
