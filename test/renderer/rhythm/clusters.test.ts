import { describe, expect, test } from 'vitest';

import { findClusters, nameCluster } from '../../../renderer/rhythm/clusters.ts';

/** N N V repeated: trigeminy, with 900 ms between beats, 500 before V and 1,300 after it. */
function trigeminy(cycles: number) {
  const labels = new Uint8Array(3 * cycles);
  const x = new Float32Array(labels.length);
  const y = new Float32Array(labels.length);
  labels.forEach((_, index) => {
    const place = index % 3;
    labels[index] = place === 2 ? 2 : 0;
    x[index] = [1300, 900, 500][place]!;
    y[index] = [900, 500, 1300][place]!;
  });
  return { x, y, labels };
}

describe('clusters of the Lorenz plot', () => {
  test('of a trigeminy are V, N after V and N before V, each at its place', () => {
    const { x, y, labels } = trigeminy(100);
    const clusters = findClusters(x, y, labels);
    const found = clusters.map((cluster) => ({ name: nameCluster(cluster), x: cluster.x, y: cluster.y }));
    expect(found).toContainEqual({ name: { kind: 'alone', label: 2 }, x: 500, y: 1300 });
    expect(found).toContainEqual({ name: { kind: 'after', label: 0, other: 2 }, x: 1300, y: 900 });
    expect(found).toContainEqual({ name: { kind: 'before', label: 0, other: 2 }, x: 900, y: 500 });
    expect(found).toHaveLength(3);
  });

  test('of a bigeminy have its normal beats between two V', () => {
    const labels = Uint8Array.from({ length: 100 }, (_, index) => (index % 2 === 0 ? 0 : 2));
    const x = new Float32Array(100).fill(800);
    const names = findClusters(x, x, labels).map(nameCluster);
    expect(names).toContainEqual({ kind: 'between', label: 0, other: 2 });
  });

  test('leave out groups of a few beats, beats without intervals and beats without a class', () => {
    const few = trigeminy(5);
    expect(findClusters(few.x, few.y, few.labels)).toEqual([]);
    const { x, y, labels } = trigeminy(100);
    expect(findClusters(new Float32Array(x.length).fill(Number.NaN), y, labels)).toEqual([]);
    expect(findClusters(x, y, labels.fill(255))).toEqual([]);
  });
});
