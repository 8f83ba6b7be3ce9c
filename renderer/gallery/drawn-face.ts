/** A face drawn in code, for places where the kiosk shows a photo. Nobody's face. */
export function drawFace(context: CanvasRenderingContext2D, width: number, height: number): void {
  const unit = height / 100;
  const middle = width / 2;
  const ellipse = (x: number, y: number, rx: number, ry: number, colour: string) => {
    context.fillStyle = colour;
    context.beginPath();
    context.ellipse(middle + x * unit, y * unit, rx * unit, ry * unit, 0, 0, 2 * Math.PI);
    context.fill();
  };
  context.fillStyle = '#b9cdd6';
  context.fillRect(0, 0, width, height);
  ellipse(0, 106, 40, 30, '#35576b');
  ellipse(0, 74, 10, 16, '#d9a984');
  ellipse(0, 42, 25, 32, '#2b2622');
  ellipse(0, 48, 21, 28, '#e7bd9b');
  ellipse(0, 24, 20, 9, '#2b2622');
  for (const side of [-1, 1]) {
    ellipse(side * 9, 46, 3.6, 2.2, '#ffffff');
    ellipse(side * 9, 46, 1.7, 1.9, '#2b2622');
    ellipse(side * 9, 40, 4.4, 0.9, '#2b2622');
  }
  ellipse(0, 56, 2.6, 3.4, '#d9a984');
  ellipse(0, 65, 7, 1.8, '#b3665c');
}

/** The same as a JPEG. Encoded at once: `convertToBlob` waits until the browser is idle, a quarter of a second each time. */
export function drawnPhoto(width: number, height: number): Uint8Array {
  const canvas = Object.assign(document.createElement('canvas'), { width, height });
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no 2d context');
  drawFace(context, width, height);
  const [, base64 = ''] = canvas.toDataURL('image/jpeg', 0.8).split(',');
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}
