import { expect, test } from 'vitest';

import { chartSvg } from '../../../renderer/charts/echarts.ts';

test('a saved figure has a white ground, whatever the option says', () => {
  const svg = chartSvg({ backgroundColor: '#000000', xAxis: {}, yAxis: {}, series: [] }, 200, 100);
  expect(svg).toContain('<rect width="200" height="100" x="0" y="0" fill="#ffffff"');
});
