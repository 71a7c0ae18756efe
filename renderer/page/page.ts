import { defineStore } from 'pinia';
import { computed, ref, shallowRef, watch } from 'vue';

import { beatClasses } from '../../app/contract/classes.ts';
import { useSession } from '../stores/session.ts';
import type { ShownClasses } from './beat-colours.ts';
import { pageCount, pageOfRow, rowCount, rowOfFrame, rowStretch, rowsOfPage, type PageGrid } from './page-rows.ts';

/** Times the height at which a usual beat fills its row. */
export const magnifications = [0.5, 1, 2] as const;

/** How a recording is laid out on pages, and which of its rows has the cursor. Kept while other views are looked at. */
export const usePage = defineStore('page', () => {
  const session = useSession();
  const rowSeconds = ref<number>(60);
  const rowsPerPage = ref<number>(30);
  const magnification = ref<number>(1);
  /** Numbers of the leads that are drawn. */
  const leads = shallowRef<readonly number[]>([0]);
  const shown = shallowRef<ShownClasses>(beatClasses.map(() => true));
  const rhythm = ref(true);
  /** Row with the cursor, counted over the whole recording. */
  const row = ref(0);
  const expanded = ref<number | null>(null);

  const grid = computed<PageGrid>(() => ({
    rate: session.recording?.rate ?? 1,
    frames: session.recording?.frames ?? 1,
    rowSeconds: rowSeconds.value,
    rowsPerPage: rowsPerPage.value,
  }));
  const pages = computed(() => pageCount(grid.value));
  const page = computed(() => pageOfRow(grid.value, row.value));
  const rows = computed(() => rowsOfPage(grid.value, page.value));

  watch(
    () => session.recording?.id,
    () => {
      row.value = 0;
      expanded.value = null;
      leads.value = [0];
    },
  );

  /** Puts the cursor on a row; an expanded row goes along. */
  function goToRow(next: number): void {
    row.value = Math.min(rowCount(grid.value) - 1, Math.max(0, next));
    if (expanded.value !== null) expanded.value = row.value;
  }

  /** Turns to another page and keeps the place of the cursor on it. */
  function turn(direction: 1 | -1): void {
    const target = page.value + direction;
    if (target < 0 || target >= pages.value) return;
    goToRow(row.value + direction * rowsPerPage.value);
  }

  function showFrame(frame: number): void {
    goToRow(rowOfFrame(grid.value, frame));
  }

  /** Changes what a row or a page holds; the cursor stays at its time. */
  function layOut(seconds: number, rowsOnPage: number): void {
    const { from } = rowStretch(grid.value, row.value);
    const wasExpanded = expanded.value !== null;
    rowSeconds.value = seconds;
    rowsPerPage.value = rowsOnPage;
    row.value = rowOfFrame(grid.value, from);
    expanded.value = wasExpanded ? row.value : null;
  }

  function toggleClass(index: number): void {
    shown.value = shown.value.map((value, position) => (position === index ? !value : value));
  }

  return {
    rowSeconds,
    rowsPerPage,
    magnification,
    leads,
    shown,
    rhythm,
    row,
    expanded,
    grid,
    pages,
    page,
    rows,
    goToRow,
    turn,
    showFrame,
    layOut,
    toggleClass,
  };
});
