/** Most rows of the report's table. */
const mostRows = 48;
const choices = [5, 10, 15, 30, 60, 120, 240, 480, 1440];

/** Minutes of a row of the table: the shortest usual step that fits on the page. */
export function tableMinutes(seconds: number): number {
  return choices.find((minutes) => Math.ceil(seconds / 60 / minutes) <= mostRows) ?? 1440;
}
