import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import * as v from 'valibot';

import { defineRecipe, recipeOf, type RecipeOptions } from '../../../app/host/cli/train-recipe.ts';
import { TrainingOptions } from '../../../app/training/request.ts';

function recipe(...args: string[]): TrainingOptions {
  const command = defineRecipe(new Command().exitOverride().configureOutput({ writeErr: () => undefined }));
  command.parse(['--threads', '1', ...args], { from: 'user' });
  return recipeOf(command.opts<RecipeOptions>());
}

describe('recipe on the command line', () => {
  it("is the study's without a word", () => {
    expect(recipe()).toEqual(v.parse(TrainingOptions, {}));
  });

  it("has the decay of the learning rate of Kachuee et al. for their network, and a person's word goes before it", () => {
    expect(recipe('--architecture', 'kachuee').decay).toBe(0.75);
    expect(recipe('--architecture', 'kachuee', '--decay', '0.5').decay).toBe(0.5);
  });

  it('draws rows in their natural mix when only their number is given', () => {
    const sampling = { draws: 500, classExponent: 1, groupExponent: 1, syntheticShare: 0 };
    expect(recipe('--draws', '500').sampling).toEqual(sampling);
  });

  it('takes an augmentation by name, or with settings behind a colon', () => {
    expect(recipe('--augmentation', 'row').augmentation).toMatchObject({ name: 'row', shift: 1, noise: 0.01 });
    expect(recipe('--augmentation', 'row:shift=0.5,noise=0').augmentation).toMatchObject({ shift: 0.5, noise: 0 });
  });

  it.each([
    ['a setting that is no number', 'row:shift=far'],
    ['a setting without a number', 'row:shift'],
  ])('refuses an augmentation with %s', (_what, value) => {
    expect(() => recipe('--augmentation', value)).toThrowError('Give a number');
  });

  it('calibrates only when told so', () => {
    expect([recipe().calibrate, recipe('--calibrate').calibrate]).toEqual([false, true]);
  });
});
