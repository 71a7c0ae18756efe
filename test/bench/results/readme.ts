import { textTable } from './markdown.ts';
import type { SummaryRow } from './part.ts';

interface Published {
  readonly what: string;
  readonly protocol: string;
  readonly figure: string;
}

interface Table {
  readonly name: SummaryRow['table'];
  readonly title: string;
  /** Lines of others, as published or measured by others: nothing here was reproduced by us. */
  readonly others: readonly Published[];
}

const interPatient = 'DS1 to DS2, no labels of the test patients';

const tables: readonly Table[] = [
  { name: 'standard', title: 'Measuring', others: [] },
  {
    name: 'detector',
    title: 'Finding beats',
    others: [
      { what: 'gqrs (WFDB 10.7.0)', protocol: 'MLII, from 5:00, by bxb', figure: '99.76 / 99.72 %' },
      { what: 'gqrs on the noise stress database', protocol: 'from 5:00, by bxb', figure: '98.53 / 73.47 %' },
    ],
  },
  {
    name: 'classes',
    title: 'Naming beats',
    others: [
      { what: 'de Chazal et al. 2004', protocol: interPatient, figure: 'accuracy 85.9 %' },
      { what: 'Llamedo and Martínez 2011', protocol: interPatient, figure: 'accuracy 93 %' },
      { what: 'Mondéjar-Guerra et al. 2019', protocol: interPatient, figure: 'accuracy 94.5 %' },
      { what: 'Niu et al. 2020', protocol: interPatient, figure: 'accuracy 96.4 %, V F1 0.897, S F1 0.766' },
      { what: 'Xu et al. 2022', protocol: interPatient, figure: 'accuracy 98.5 %, V F1 0.917, S F1 0.828' },
      { what: 'Farag 2023', protocol: interPatient, figure: 'accuracy 98.2 %, V Se 96.3 %, S Se 85.3 %' },
      {
        what: 'The study (seed)',
        protocol: '21,892 beats of the training patients, split by beat',
        figure: 'accuracy 97.22 %, macro-F1 0.86',
      },
      {
        what: 'Kachuee et al. 2018',
        protocol: 'class-balanced test beats of the training patients',
        figure: 'accuracy 93.4 %',
      },
    ],
  },
  { name: 'trust', title: 'Knowing when it does not know', others: [] },
  { name: 'speed', title: 'Speed', others: [] },
];

const footnote = [
  'In bold: Caliper, reproduced by `npm run results` (`-- --only kachuee --train` first trains that network, 11 minutes). The other lines',
  'are as their authors published them (gqrs: as measured with bxb); we did not reproduce them. Full tables, record by record: [test/bench/RESULTS.md](test/bench/RESULTS.md).',
].join('\n');

/** The README's tables: our lines, then those of others as they published them. */
export function readmeTables(rows: readonly SummaryRow[]): string {
  const shown = tables.flatMap(({ name, title, others }) => {
    const own = rows.filter(({ table }) => table === name);
    if (own.length === 0) return [];
    const lines = [
      ...own.map(({ what, protocol, figure }) => [what, protocol, `**${figure}**`]),
      ...others.map(({ what, protocol, figure }) => [what, protocol, figure]),
    ];
    return [`${textTable([title, 'measured how', 'figure'], lines)}`];
  });
  return [...shown, footnote].join('\n\n');
}
