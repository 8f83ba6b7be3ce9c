import type { Vertex } from './head.ts';
import { FRAME } from './portrait.ts';
import { HEAD_TRIANGLES, MOUTH_TRIANGLES } from './triangles.ts';

const VERTEX_SHADER = `
attribute vec3 position;
attribute vec3 texture;
uniform vec2 size;
varying vec2 at;
void main() {
  vec2 clip = (position.xy / size * 2.0 - 1.0) * vec2(1.0, -1.0);
  gl_Position = vec4(clip, position.z / 2000.0, 1.0);
  at = texture.xy / size;
}`;
const FRAGMENT_SHADER = `
precision mediump float;
uniform sampler2D portrait;
uniform vec4 paint;
varying vec2 at;
void main() {
  gl_FragColor = mix(texture2D(portrait, at), vec4(paint.rgb, 1.0), paint.a);
}`;

const FAR = 1900;
/** Colour of the inside of a mouth, and none at all. */
const DARK = [0.16, 0.05, 0.05, 1] as const;
const AS_PHOTOGRAPHED = [0, 0, 0, 0] as const;
/** An almost closed mouth shows no inside. */
const MOUTH_SHOWS = 0.05;
const JPEG_QUALITY = 0.85;

/**
 * Draws the portrait with its head moved.
 *
 * @param portrait what is bent: the picture on which `still` are the head's vertices
 */
export function createStage(portrait: OffscreenCanvas, still: readonly Vertex[]) {
  const canvas = new OffscreenCanvas(FRAME.width, FRAME.height);
  const gl = canvas.getContext('webgl', { preserveDrawingBuffer: true });
  if (!gl) throw new Error('no WebGL');
  const program = link(gl);
  // biome-ignore lint/correctness/useHookAtTopLevel: a method of WebGL, not a hook of React
  gl.useProgram(program);
  gl.enable(gl.DEPTH_TEST);
  gl.depthFunc(gl.LEQUAL);

  gl.bindTexture(gl.TEXTURE_2D, gl.createTexture());
  gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGB, gl.RGB, gl.UNSIGNED_BYTE, portrait);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_S, gl.CLAMP_TO_EDGE);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_T, gl.CLAMP_TO_EDGE);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.LINEAR);
  gl.uniform2f(gl.getUniformLocation(program, 'size'), FRAME.width, FRAME.height);
  const paintAt = gl.getUniformLocation(program, 'paint');

  const positions = gl.createBuffer();
  const textures = gl.createBuffer();
  const attribute = (name: string, buffer: WebGLBuffer | null, numbers: number): void => {
    const at = gl.getAttribLocation(program, name);
    gl.bindBuffer(gl.ARRAY_BUFFER, buffer);
    gl.enableVertexAttribArray(at);
    gl.vertexAttribPointer(at, numbers, gl.FLOAT, false, 0, 0);
  };
  attribute('position', positions, 3);
  attribute('texture', textures, 3);
  const indices = gl.createBuffer();

  function draw(
    vertices: readonly Vertex[],
    on: readonly Vertex[],
    triangles: readonly number[],
    paint: readonly [number, number, number, number],
  ): void {
    if (!gl) return;
    gl.bindBuffer(gl.ARRAY_BUFFER, positions);
    gl.bufferData(gl.ARRAY_BUFFER, new Float32Array(vertices.flat()), gl.DYNAMIC_DRAW);
    gl.bindBuffer(gl.ARRAY_BUFFER, textures);
    gl.bufferData(gl.ARRAY_BUFFER, new Float32Array(on.flat()), gl.DYNAMIC_DRAW);
    gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, indices);
    gl.bufferData(gl.ELEMENT_ARRAY_BUFFER, new Uint16Array(triangles), gl.DYNAMIC_DRAW);
    gl.uniform4f(paintAt, ...paint);
    gl.drawElements(gl.TRIANGLES, triangles.length, gl.UNSIGNED_SHORT, 0);
  }

  return {
    /** @returns the frame as JPEG */
    shoot(head: readonly Vertex[], mouth: number): Promise<Blob> {
      gl.enable(gl.DEPTH_TEST);
      gl.clear(gl.COLOR_BUFFER_BIT | gl.DEPTH_BUFFER_BIT);
      draw(BACKGROUND, BACKGROUND, [0, 1, 2, 2, 1, 3], AS_PHOTOGRAPHED);
      draw(head, still, HEAD_TRIANGLES, AS_PHOTOGRAPHED);
      gl.disable(gl.DEPTH_TEST);
      if (mouth > MOUTH_SHOWS) draw(head, still, MOUTH_TRIANGLES, DARK);
      return canvas.convertToBlob({ type: 'image/jpeg', quality: JPEG_QUALITY });
    },
  };
}

const BACKGROUND: readonly Vertex[] = [
  [0, 0, FAR],
  [FRAME.width, 0, FAR],
  [0, FRAME.height, FAR],
  [FRAME.width, FRAME.height, FAR],
];

function link(gl: WebGLRenderingContext): WebGLProgram {
  const program = gl.createProgram();
  for (const [type, source] of [
    [gl.VERTEX_SHADER, VERTEX_SHADER],
    [gl.FRAGMENT_SHADER, FRAGMENT_SHADER],
  ] as const) {
    const shader = gl.createShader(type);
    if (!shader) throw new Error('no shader');
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
  }
  gl.linkProgram(program);
  if (!gl.getProgramParameter(program, gl.LINK_STATUS))
    throw new Error(`shaders: ${gl.getProgramInfoLog(program)}`);
  return program;
}
