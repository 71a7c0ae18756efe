import * as v from 'valibot';

/** What main tells the core process; a message of kind `window` or `launched` brings one port. */
export type ToCore =
  | { readonly kind: 'start'; readonly dataFolder: string; readonly resourcesFolder: string }
  | { readonly kind: 'window' }
  | { readonly kind: 'launched'; readonly id: number }
  | { readonly kind: 'refused'; readonly id: number; readonly reason: string }
  | { readonly kind: 'ended'; readonly id: number; readonly reason: string }
  | { readonly kind: 'close' };

const id = v.pipe(v.number(), v.integer(), v.minValue(1));

/** What the core process may ask of main. `failed` means that it could not start and trying again by itself is no use. */
export const FromCore = v.variant('kind', [
  v.strictObject({ kind: v.literal('launch'), id, name: v.picklist(['inference', 'training']) }),
  v.strictObject({ kind: v.literal('kill'), id }),
  v.strictObject({ kind: v.literal('failed'), message: v.pipe(v.string(), v.maxLength(2000)) }),
]);
export type FromCore = v.InferOutput<typeof FromCore>;

export type HelperName = Extract<FromCore, { kind: 'launch' }>['name'];
export type ProcessName = 'core' | HelperName;

/** Name of the message that brings a port to a helper process, and of the channel that brings one to the page. */
export const portChannel = 'caliper:port';
/** Channel of the files that were opened with the application. */
export const filesChannel = 'caliper:files';
