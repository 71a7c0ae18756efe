/** Distance of two lines in CSS pixels, and how strong they are: the wider and paler, the less is wrong. */
export interface HatchStyle {
  readonly spacing: number;
  readonly opacity: number;
}

export const unreadableHatch: HatchStyle = { spacing: 7, opacity: 0.4 };
export const poorHatch: HatchStyle = { spacing: 16, opacity: 0.28 };

export interface HatchPlace {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** Where the first line starts: the true left edge, when `left` is cut off by the edge of the drawing. */
  readonly origin: number;
}

/** Draws thin slanted lines over a rectangle: what is under it stays readable, and it prints without colour. */
export function drawHatch(
  context: CanvasRenderingContext2D,
  place: HatchPlace,
  colour: string,
  { spacing, opacity }: HatchStyle = unreadableHatch,
): void {
  const { left, top, width, height, origin } = place;
  context.save();
  context.beginPath();
  context.rect(left, top, width, height);
  context.clip();
  context.beginPath();
  const first = origin + Math.floor((left - height - origin) / spacing) * spacing;
  for (let x = first; x < left + width; x += spacing) {
    context.moveTo(x, top + height);
    context.lineTo(x + height, top);
  }
  context.strokeStyle = colour;
  context.globalAlpha = opacity;
  context.lineWidth = 1;
  context.stroke();
  context.restore();
}
