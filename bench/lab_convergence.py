#!/usr/bin/env python3
"""Draws the order of the lab's steps from the lines that lab_bench prints: lab_bench | lab_convergence.py > picture.svg"""

import json
import math
import sys

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 460, 340, 70, 430, 40, 285


def main():
    lines = [json.loads(line) for line in sys.stdin if line.startswith("{")]
    points = [(line["steps_of_half_a_week"], line["worst_relative"]) for line in lines if line["name"] == "convergence"]
    least = math.floor(math.log10(min(error for _, error in points)))
    most = math.ceil(math.log10(max(error for _, error in points)))

    def x_of(steps):
        return LEFT + (RIGHT - LEFT) * math.log2(steps) / math.log2(points[-1][0])

    def y_of(error):
        return TOP + (BOTTOM - TOP) * (most - math.log10(error)) / (most - least)

    out = [f'<svg xmlns="http://www.w3.org/2000/svg" role="img" width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}" '
           'font-family="DejaVu Sans, Verdana, sans-serif" font-size="12" fill="#14202b">',
           "<title>Error of the lab's steps by their number in half a week</title>",
           '<rect width="100%" height="100%" fill="#fff"/>',
           f'<text x="{LEFT}" y="20" font-weight="bold">Worst relative difference from 16 steps in half a week</text>']
    for power in range(least, most + 1):
        y = y_of(10.0**power)
        out.append(f'<line x1="{LEFT}" y1="{y:.1f}" x2="{RIGHT}" y2="{y:.1f}" stroke="#dfe6eb"/>')
        out.append(f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">1e{power}</text>')
    first = points[0]
    ideal = [(steps, first[1] / (steps / first[0]) ** 6) for steps, _ in points]
    for series, style in ((ideal, 'stroke="#51606d" stroke-dasharray="4 3"'), (points, 'stroke="#0b5d8a" stroke-width="2"')):
        path = " ".join(f"{x_of(steps):.1f},{y_of(max(error, 10.0**least)):.1f}" for steps, error in series)
        out.append(f'<polyline points="{path}" fill="none" {style}/>')
    for steps, error in points:
        out.append(f'<circle cx="{x_of(steps):.1f}" cy="{y_of(error):.1f}" r="3.5" fill="#0b5d8a"/>')
        out.append(f'<text x="{x_of(steps):.1f}" y="{BOTTOM + 20}" text-anchor="middle">{steps}</text>')
    out.append(f'<text x="{RIGHT}" y="{BOTTOM + 40}" text-anchor="end">steps in half a week; dashed: exactly the sixth order</text>')
    print("\n".join([*out, "</svg>"]))


if __name__ == "__main__":
    main()
