import type { Figure } from '../../contract/records.ts';
import type { Shape } from '../../model/layers/layer.ts';
import type { Network, PlacedLayer } from '../../model/network.ts';
import { countParameters } from '../../model/network.ts';
import type { Palette } from '../palette.ts';
import { formatCount } from '../table.ts';
import type { Option } from './axis.ts';
import { baseOption } from './axis.ts';

/** Sizes in pixels; positions are shares of the width and rows of the height, so that the drawing fills any frame. */
const boxHeight = 23;
const boxWidth = 318;
const sumSize = 16;
const skipWidth = 62;
const middle = 0.5;
const sides = [0.925, 0.075] as const;

interface Box {
  readonly title: string;
  readonly text: string;
  readonly shape: string;
  readonly x: number;
  readonly y: number;
  readonly kind: 'layer' | 'skip' | 'sum';
}

function shapeText(shape: Shape): string {
  return shape.kind === 'vector' ? String(shape.size) : `${shape.channels} × ${shape.length}`;
}

function titleOf(name: string): string {
  const spaced = name.replace(/(\d+)$/, ' $1');
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}

/** A skip connection reads a signal and the one that it is added to, and gives a signal. */
function isSkip({ inputs, layer }: PlacedLayer): boolean {
  return inputs.length === 2 && layer.output.kind === 'signal';
}

/** What a layer does, read off its parameters; `input` is the shape that it reads. */
function layerText({ layer }: PlacedLayer, input: Shape | undefined, isLast: boolean): string {
  const rate = layer.masks(false)[0]?.rate ?? 0;
  const dropout = rate > 0 ? ` · Drop ${rate}` : '';
  if (layer.output.kind === 'vector') return `Linear · ${isLast ? 'Softmax' : 'ReLU'}${dropout}`;
  const weight = layer.parameters.find(({ name }) => name === 'weight');
  const channels = input && input.kind !== 'vector' ? input.channels : 1;
  return `Conv ${(weight?.shape[0] ?? 0) / channels} · BN · ReLU · MaxPool 2${dropout}`;
}

/**
 * The network as boxes from the input down to the classes, with the skip connections beside them (figure 3 of the study).
 *
 * @param network any network of convolution blocks, skip connections and dense layers
 */
export function architectureFigure(network: Network, palette: Palette): Figure {
  const { leads, length, features } = network.inputs;
  const shapes = new Map<number, Shape>([[0, { kind: 'beats', channels: leads, length }]]);
  if (features > 0) shapes.set(1, { kind: 'vector', size: features });
  const rows = new Map<number, number>([[0, 0]]);
  const boxes: Box[] = [
    { title: 'Input', text: 'samples of one beat', shape: `${leads} × ${length}`, x: middle, y: 0, kind: 'layer' },
  ];
  const lines: Option[] = [];
  let skips = 0;
  network.layers.forEach((placed, index) => {
    const y = index + 1;
    rows.set(placed.output, y);
    shapes.set(placed.output, placed.layer.output);
    const isLast = index === network.layers.length - 1;
    lines.push(arrowDown(y, isSkip(placed) ? sumSize : boxHeight, palette));
    if (!isSkip(placed)) {
      const text = layerText(placed, shapes.get(placed.inputs[0]!), isLast);
      const shape = shapeText(placed.layer.output);
      boxes.push({ title: titleOf(placed.name), text, shape, x: middle, y, kind: 'layer' });
      return;
    }
    const from = rows.get(placed.inputs[0]!) ?? 0;
    const side = sides[skips % 2]!;
    skips++;
    lines.push(detour(from, y, side, palette));
    boxes.push({ title: `Sum ${skips}`, text: '', shape: '', x: middle, y, kind: 'sum' });
    const pool = poolOf(shapes.get(placed.inputs[0]!), placed.layer.output);
    boxes.push({
      title: titleOf(placed.name),
      text: `AvgPool ${pool}`,
      shape: 'Conv 1',
      x: side,
      y: (from + y) / 2,
      kind: 'skip',
    });
  });
  return {
    name: 'architecture',
    title: 'Architecture',
    caption:
      `The network with ${formatCount(countParameters(network))} parameters; on the right of each box its output as channels × samples. ` +
      'Convolutions run along time; skip connections average samples, convolve with width 1 and are added. BN: batch normalisation; Drop: dropout.',
    option: {
      ...baseOption(palette),
      grid: { left: 4, right: 4, top: 4, bottom: 4 },
      xAxis: { type: 'value', min: 0, max: 1, show: false },
      yAxis: { type: 'value', min: -0.5, max: network.layers.length + 0.5, inverse: true, show: false },
      series: [
        ...lines,
        {
          type: 'graph',
          name: 'Layers',
          coordinateSystem: 'cartesian2d',
          silent: true,
          z: 3,
          data: boxes.map((box) => node(box, palette)),
          links: [],
        },
      ],
    },
  };
}

function poolOf(from: Shape | undefined, onto: Shape): number {
  if (!from || from.kind === 'vector' || onto.kind === 'vector') return 1;
  return Math.floor(from.length / onto.length);
}

function node({ title, text, shape, x, y, kind }: Box, palette: Palette): Option {
  const rich = {
    title: { color: palette.ink, fontWeight: 600, fontSize: 11, width: 48, lineHeight: boxHeight, align: 'left' },
    text: { color: palette.ink2, fontSize: 10, width: 212, lineHeight: boxHeight, align: 'left' },
    shape: { color: palette.ink, fontSize: 10, width: 46, lineHeight: boxHeight, align: 'right' },
    skip: { color: palette.ink, fontWeight: 600, fontSize: 11, lineHeight: 14 },
    part: { color: palette.ink2, fontSize: 10, lineHeight: 13 },
  };
  const box = { show: true, align: 'center', verticalAlign: 'middle', borderRadius: 4, rich };
  const labels = {
    layer: {
      ...box,
      formatter: `{title|${title}}{text|${text}}{shape|${shape}}`,
      width: boxWidth - 12,
      padding: [0, 6],
      backgroundColor: palette.panel2,
      borderColor: palette.ink3,
      borderWidth: 1,
    },
    skip: {
      ...box,
      formatter: `{skip|${title}}\n{part|${text}}\n{part|${shape}}`,
      width: skipWidth,
      padding: [3, 2],
      backgroundColor: palette.panel,
      borderColor: palette.accent,
      borderWidth: 1.5,
    },
    sum: {
      show: true,
      formatter: '+',
      color: palette.ink,
      fontSize: 12,
      align: 'center',
      verticalAlign: 'middle',
      width: sumSize,
      height: sumSize,
      backgroundColor: palette.panel,
      borderColor: palette.accent,
      borderWidth: 1.5,
      borderRadius: sumSize / 2,
    },
  };
  const name = [title, text, shape].filter((part) => part !== '').join(', ');
  return {
    name,
    value: [x, y],
    symbol: 'circle',
    symbolSize: 1,
    itemStyle: { color: 'transparent' },
    label: labels[kind],
  };
}

function arrowDown(row: number, size: number, palette: Palette): Option {
  return line(
    [
      { value: [middle, row - 1], symbol: 'none' },
      { value: [middle, row], symbol: 'triangle', symbolSize: 7, symbolRotate: 180, symbolOffset: [0, -size / 2 - 3] },
    ],
    palette.ink3,
  );
}

function detour(from: number, to: number, side: number, palette: Palette): Option {
  const outward = side > middle ? 1 : -1;
  return line(
    [
      { value: [middle, from], symbol: 'none' },
      { value: [side, from], symbol: 'none' },
      { value: [side, to], symbol: 'none' },
      {
        value: [middle, to],
        symbol: 'triangle',
        symbolSize: 7,
        symbolRotate: 90 * outward,
        symbolOffset: [outward * (sumSize / 2 + 4), 0],
      },
    ],
    palette.accent,
  );
}

function line(data: readonly Option[], color: string): Option {
  return { type: 'line', silent: true, color, lineStyle: { color, width: 1.5 }, showAllSymbol: true, data };
}
