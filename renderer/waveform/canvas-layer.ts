/** One canvas of a stack: sized in CSS pixels, drawn in device pixels, painted only when marked. */
export class CanvasLayer {
  readonly canvas: HTMLCanvasElement;
  readonly #context: CanvasRenderingContext2D;
  readonly #paint: (context: CanvasRenderingContext2D) => void;
  #stale = true;

  constructor(host: HTMLElement, name: string, paint: (context: CanvasRenderingContext2D) => void) {
    this.canvas = document.createElement('canvas');
    this.canvas.dataset['layer'] = name;
    this.canvas.setAttribute('aria-hidden', 'true');
    const context = this.canvas.getContext('2d');
    if (!context) throw new Error('This browser gives no 2D canvas.');
    this.#context = context;
    this.#paint = paint;
    host.append(this.canvas);
  }

  /** Sets the size in CSS pixels. */
  resize(width: number, height: number, devicePixelRatio: number): void {
    this.canvas.width = Math.max(1, Math.round(width * devicePixelRatio));
    this.canvas.height = Math.max(1, Math.round(height * devicePixelRatio));
    this.canvas.style.width = `${width}px`;
    this.canvas.style.height = `${height}px`;
    this.#stale = true;
  }

  mark(): void {
    this.#stale = true;
  }

  paintIfStale(devicePixelRatio: number): void {
    if (!this.#stale) return;
    this.#stale = false;
    this.#context.setTransform(1, 0, 0, 1, 0, 0);
    this.#context.clearRect(0, 0, this.canvas.width, this.canvas.height);
    this.#context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
    this.#paint(this.#context);
  }
}
