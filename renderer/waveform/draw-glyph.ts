/**
 * Draws the mark of a class around (x, y): N dot, S triangle up, V triangle down, F diamond, Q hollow square; a dash for
 * beats without a class. The marks are told apart without colour.
 *
 * @param size height in CSS pixels
 */
export function drawGlyph(
  context: CanvasRenderingContext2D,
  label: number,
  x: number,
  y: number,
  size: number,
  colour: string,
): void {
  const half = size / 2;
  context.fillStyle = colour;
  context.beginPath();
  switch (label) {
    case 0:
      context.arc(x, y, size * 0.3, 0, 2 * Math.PI);
      break;
    case 1:
      polygon(context, [x, y - half * 0.9, x + half, y + half * 0.8, x - half, y + half * 0.8]);
      break;
    case 2:
      polygon(context, [x, y + half * 0.9, x + half, y - half * 0.8, x - half, y - half * 0.8]);
      break;
    case 3:
      polygon(context, [x, y - half * 1.1, x + half * 1.1, y, x, y + half * 1.1, x - half * 1.1, y]);
      break;
    case 4:
      context.strokeStyle = colour;
      context.lineWidth = 1.6;
      context.strokeRect(x - half * 0.8, y - half * 0.8, size * 0.8, size * 0.8);
      return;
    default:
      context.rect(x - half * 0.7, y - 0.75, size * 0.7, 1.5);
  }
  context.fill();
}

function polygon(context: CanvasRenderingContext2D, points: readonly number[]): void {
  for (let index = 0; index < points.length; index += 2) context.lineTo(points[index]!, points[index + 1]!);
  context.closePath();
}
