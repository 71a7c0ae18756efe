import { describe, expect, test } from 'vitest';

import { Turns, type Turn } from '../../../renderer/review/turns.ts';

/** A way to another beat that arrives, or does not, when the test says so. */
function way() {
  const arrival = Promise.withResolvers<boolean>();
  const state = { stillOn: () => false };
  const turn: Turn = (stillOn) => {
    state.stillOn = stillOn;
    return arrival.promise;
  };
  const arrive = async (arrived: boolean) => {
    arrival.resolve(arrived);
    await new Promise<void>((resolve) => setImmediate(resolve));
  };
  return { turn, arrive, stillOn: () => state.stillOn() };
}

describe('keys in their order', () => {
  test('a label is given at once when nothing is pending', () => {
    const done: string[] = [];
    new Turns().take(() => void done.push('V'));
    expect(done).toEqual(['V']);
  });

  test('a label pressed on the way to a beat waits for that beat', async () => {
    const turns = new Turns();
    const done: string[] = [];
    const { turn, arrive } = way();
    turns.take(turn);
    turns.take(() => void done.push('V'));
    const before = [...done];
    await arrive(true);
    expect([before, done]).toEqual([[], ['V']]);
  });

  test('a label for a beat that was not reached is given to no other', async () => {
    const turns = new Turns();
    const done: string[] = [];
    const { turn, arrive } = way();
    turns.take(turn);
    turns.take(() => void done.push('V'));
    await arrive(false);
    turns.take(() => void done.push('later'));
    expect(done).toEqual(['later']);
  });

  test('ways are gone one after another', async () => {
    const turns = new Turns();
    const [first, second] = [way(), way()];
    turns.take(first.turn);
    turns.take(second.turn);
    const before = second.stillOn();
    await first.arrive(true);
    expect([before, first.stillOn(), second.stillOn()]).toEqual([false, false, true]);
  });

  test('pointing at a beat ends the way to another and what was pressed for it', async () => {
    const turns = new Turns();
    const done: string[] = [];
    const { turn, arrive, stillOn } = way();
    turns.take(turn);
    turns.take(() => void done.push('V'));
    turns.abandon();
    turns.take(() => void done.push('N'));
    await arrive(true);
    expect([stillOn(), done]).toEqual([false, ['N']]);
  });

  test('after a way that broke keys work again', async () => {
    const turns = new Turns();
    const done: string[] = [];
    turns.take(() => Promise.reject(new Error('defect')));
    turns.take(() => void done.push('V'));
    await new Promise<void>((resolve) => setImmediate(resolve));
    turns.take(() => void done.push('N'));
    expect(done).toEqual(['N']);
  });
});
