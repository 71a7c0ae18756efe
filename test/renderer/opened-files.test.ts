import { expect, it, vi } from 'vitest';

import { onOpenedFiles } from '../../renderer/opened-files.ts';

function page() {
  const target = new EventTarget();
  const say = (data: unknown, source: unknown = target) =>
    target.dispatchEvent(Object.assign(new Event('message'), { data, source }));
  return { target: target as Window, say };
}

it('hands over the paths that the preload script announces, until it stops', () => {
  const { target, say } = page();
  const open = vi.fn();
  const stop = onOpenedFiles(target, open);
  say({ kind: 'caliper:files', paths: ['/data/100.hea', 7] });
  expect(open.mock.calls).toEqual([[['/data/100.hea']]]);
  stop();
  say({ kind: 'caliper:files', paths: ['/data/101.hea'] });
  expect(open).toHaveBeenCalledTimes(1);
});

it.each([
  ['another window', { kind: 'caliper:files', paths: ['/x'] }, {}],
  ['another message', { kind: 'other', paths: ['/x'] }, undefined],
  ['no paths', { kind: 'caliper:files' }, undefined],
  ['nothing', null, undefined],
])('does not listen to %s', (_what, data, source) => {
  const { target, say } = page();
  const open = vi.fn();
  onOpenedFiles(target, open);
  say(data, source);
  expect(open).not.toHaveBeenCalled();
});
