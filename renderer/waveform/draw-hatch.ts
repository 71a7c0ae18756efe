/** Distance of two lines, CSS pixels. */
const spacing = 7;

/** Draws thin slanted lines over a rectangle: what is under it stays readable, and it prints without colour. */
export function drawHatch(
  context: CanvasRenderingContext2D,
  place: { readonly left: number; readonly top: number; readonly width: number; readonly height: number },
  colour: string,
): void {
  const { left, top, width, height } = place;
  context.save();
  context.beginPath();
  context.rect(left, top, width, height);
  context.clip();
  context.beginPath();
  // Lines keep their places when the rectangle moves with the paper.
  for (let x = Math.floor((left - height) / spacing) * spacing; x < left + width; x += spacing) {
    context.moveTo(x, top + height);
    context.lineTo(x + height, top);
  }
  context.strokeStyle = colour;
  context.globalAlpha = 0.55;
  context.lineWidth = 1;
  context.stroke();
  context.restore();
}
