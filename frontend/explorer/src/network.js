// sigma and graphology, with what newsgraph draws beyond them: a shape for each type of name, dashed lines.

import Graph from "graphology";
import Sigma from "sigma";
import {
  NodeCircleProgram, createEdgeArrowHeadProgram, createEdgeClampedProgram, createEdgeCompoundProgram, createEdgeDoubleArrowProgram,
  createEdgeDoubleClampedProgram, EdgeRectangleProgram,
} from "sigma/rendering";

const HEAD = { lengthToThicknessRatio: 3.4, widenessToThicknessRatio: 2.8 };

/**
 * Distances to the border of a shape that lies within the disc of radius r around the origin: below 0 inside. `p` points from the middle.
 * After Inigo Quilez, "2D distance functions" (polygons as the intersection of half planes).
 */
const SHAPES = {
  square: "max(abs(p.x), abs(p.y)) - 0.8 * r",
  diamond: "(abs(p.x) + abs(p.y) - 1.02 * r) * 0.7071",
  hexagon: "max(abs(p.y), abs(p.x) * 0.866 + abs(p.y) * 0.5) - 0.86 * r",
  triangle: "max(abs(p.x) * 0.866 + p.y * 0.5, -p.y) - 0.55 * r",
  triangleDown: "max(abs(p.x) * 0.866 - p.y * 0.5, p.y) - 0.55 * r",
  // Each fifth of the star is folded onto one; its border runs from the tip at r to the notch at 0.42 r, 36 degrees aside.
  star: "dot(length(p) * vec2(cos(abs(mod(atan(p.x, p.y), 1.2566) - 0.6283) - 0.6283), abs(sin(abs(mod(atan(p.x, p.y), 1.2566) - 0.6283) - 0.6283))) - vec2(r, 0.0), vec2(0.3505, 0.9366))",
};

const NAMES = ["dot", ...Object.keys(SHAPES)];

/** All shapes in one program, as each further one takes its time to be compiled; a node says by `shape` which is its own. */
class ShapeProgram extends NodeCircleProgram {
  getDefinition() {
    const definition = super.getDefinition();
    const vertex = definition.VERTEX_SHADER_SOURCE
      .replace("attribute float a_angle;", "attribute float a_angle;\nattribute float a_shape;\nvarying float v_shape;")
      .replace("v_diffVector = diffVector;", "v_diffVector = diffVector;\n  v_shape = a_shape;");
    const cases = Object.values(SHAPES).map((distance, i) => `if (v_shape > ${i}.5 && v_shape < ${i + 1}.5) dist = ${distance} + border;`);
    const fragment = definition.FRAGMENT_SHADER_SOURCE
      .replace("varying float v_radius;", "varying float v_radius;\nvarying float v_shape;")
      .replace("float dist = length(v_diffVector) - v_radius + border;", `vec2 p = v_diffVector; float r = v_radius; float dist = length(p) - r + border;\n${cases.join("\n")}`);
    if (!vertex.includes("v_shape = a_shape") || !fragment.includes(cases[0])) throw new Error("sigma's disc is not the one that the shapes are made of");
    const shape = { name: "a_shape", size: 1, type: WebGLRenderingContext.FLOAT };
    return { ...definition, VERTEX_SHADER_SOURCE: vertex, FRAGMENT_SHADER_SOURCE: fragment, ATTRIBUTES: [...definition.ATTRIBUTES, shape] };
  }

  processVisibleItem(place, start, node) {
    super.processVisibleItem(place, start, node);
    this.array[start + this.STRIDE - 1] = Math.max(0, NAMES.indexOf(node.shape));
  }
}

/** A line of which every other stretch is left out; the stretches are fixed to the screen, so that they need no lengths. */
function dashed(Program) {
  return class extends Program {
    getDefinition() {
      const definition = super.getDefinition();
      const source = definition.FRAGMENT_SHADER_SOURCE.replace(
        /#else\n/,
        "#else\n  if (mod(dot(gl_FragCoord.xy, vec2(-v_normal.y, v_normal.x)), 10.0) > 6.0) discard;\n",
      );
      if (source === definition.FRAGMENT_SHADER_SOURCE) throw new Error("sigma's line is not the one that dashes are made of");
      return { ...definition, FRAGMENT_SHADER_SOURCE: source };
    }
  };
}

const shapes = { shape: ShapeProgram };
const heads = [createEdgeArrowHeadProgram({ ...HEAD, extremity: "source" }), createEdgeArrowHeadProgram(HEAD)];
const lines = {
  line: EdgeRectangleProgram,
  arrow: createEdgeCompoundProgram([createEdgeClampedProgram(HEAD), heads[1]]),
  arrows: createEdgeDoubleArrowProgram(HEAD),
  dashedline: dashed(EdgeRectangleProgram),
  dashedarrow: createEdgeCompoundProgram([dashed(createEdgeClampedProgram(HEAD)), heads[1]]),
  dashedarrows: createEdgeCompoundProgram([dashed(createEdgeDoubleClampedProgram(HEAD)), ...heads]),
};

export { Graph, Sigma, lines, shapes };
