/* Copies the front-end files that Golmok serves out of node_modules, the same bytes every time.
   Usage: npm ci && npm run vendor   (docs/how-to/vendor-assets.md). Nothing else in the project needs Node. */

import { createHash } from "node:crypto";
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const MODULES = join(ROOT, "node_modules");
const VENDOR = join(ROOT, "app/static/vendor");
const FOR_TESTS = join(ROOT, "tests/browser/vendor");

const GOV = "pretendard-gov/dist";
const RARE = `${GOV}/web/static/woff2-dynamic-subset`;
const COPIES = [
  ["krds-uiux/resources/css/token/krds_tokens.css", "krds/krds_tokens.css"],
  [`${GOV}/LICENSE.txt`, "fonts/LICENSE.txt"],
  [`${GOV}/web/static/woff2-subset/PretendardGOV-Regular.subset.woff2`, "fonts/PretendardGOV-Regular.subset.woff2"],
  [`${GOV}/web/static/woff2-subset/PretendardGOV-Bold.subset.woff2`, "fonts/PretendardGOV-Bold.subset.woff2"],
  [`${GOV}/public/static/PretendardGOV-Regular.otf`, "fonts/PretendardGOV-Regular.otf"],
  [`${GOV}/public/static/PretendardGOV-Bold.otf`, "fonts/PretendardGOV-Bold.otf"],
];
const AXE = ["axe.min.js", "LICENSE", "LICENSE-3RD-PARTY.txt"];

const read = (path) => readFileSync(join(MODULES, path), "utf8");
const versionOf = (name) => JSON.parse(read(`${name}/package.json`)).version;

function copy(from, to) {
  mkdirSync(dirname(to), { recursive: true });
  cpSync(join(MODULES, from), to);
}

function write(name, text) {
  mkdirSync(dirname(join(VENDOR, name)), { recursive: true });
  writeFileSync(join(VENDOR, name), text);
}

function filesUnder(folder) {
  const entries = readdirSync(folder).sort().map((name) => join(folder, name));
  return entries.flatMap((path) => (statSync(path).isDirectory() ? filesUnder(path) : [path]));
}

const FONT_NOTE = () =>
  `/* Pretendard GOV ${versionOf("pretendard-gov")}, SIL Open Font License 1.1 (LICENSE.txt). Written by scripts/vendor.mjs. */`;

function commonFaces() {
  const faces = [["Regular", 400], ["Bold", 700]].map(([name, weight]) => `@font-face {
  font-family: "Pretendard GOV";
  font-weight: ${weight};
  font-display: swap;
  src: url("PretendardGOV-${name}.subset.woff2?v=${versionOf("pretendard-gov")}") format("woff2");
}`);
  return [FONT_NOTE(), ...faces, ""].join("\n");
}

/* The common files hold 2,780 syllables; a rarer syllable or a hanja in somebody's name falls through
   to this second family, of which a browser fetches only the piece that it needs. */
function rareFaces() {
  const ranges = read(`${GOV}/web/static/pretendard-gov-dynamic-subset.css`).matchAll(
    /PretendardGOV-Regular\.subset\.(\d+)\.woff2[^;]*;\s*unicode-range:\s*([^;]+);/g,
  );
  const faces = [...ranges].map(([, piece, range]) => {
    copy(`${RARE}/PretendardGOV-Regular.subset.${piece}.woff2`, join(VENDOR, `fonts/rare/${piece}.woff2`));
    return `@font-face {
  font-family: "Pretendard GOV Rare";
  font-weight: 400 700;
  font-display: swap;
  src: url("rare/${piece}.woff2?v=${versionOf("pretendard-gov")}") format("woff2");
  unicode-range: ${range};
}`;
  });
  if (faces.length !== 120) throw new Error(`Pretendard GOV has ${faces.length} pieces, 120 were expected`);
  return [FONT_NOTE(), ...faces, ""].join("\n");
}

const krdsLicence = () => `krds-uiux ${versionOf("krds-uiux")}, KRDS (Korea Design System), Ministry of the Interior and Safety.
package.json names the licence ISC; its README places the package under the KRDS terms of use:
https://www.krds.go.kr/html/site/utility/utility_06.html
Golmok takes the design tokens (krds_tokens.css, unchanged) and no emblem, icon, picture or script.
`;

function checksums() {
  const lines = filesUnder(VENDOR).map((path) => {
    const hash = createHash("sha256").update(readFileSync(path)).digest("hex");
    return `${hash}  ${relative(VENDOR, path)}\n`;
  });
  writeFileSync(join(VENDOR, "SHA256SUMS"), lines.join(""));
  return lines.length;
}

function refuseOutsideAddresses() {
  for (const path of filesUnder(VENDOR).filter((name) => name.endsWith(".css"))) {
    const outside = readFileSync(path, "utf8").match(/(?:url\(|@import)\s*["']?(?:https?:)?\/\//);
    if (outside) throw new Error(`${path} asks another server: ${outside[0]}`);
  }
}

rmSync(VENDOR, { recursive: true, force: true });
rmSync(FOR_TESTS, { recursive: true, force: true });
for (const [from, to] of COPIES) copy(from, join(VENDOR, to));
write("fonts/fonts.css", commonFaces());
write("fonts/rare.css", rareFaces());
write("krds/LICENSE.txt", krdsLicence());
for (const name of AXE) copy(`axe-core/${name}`, join(FOR_TESTS, name.replace(/^LICENSE/, "axe-LICENSE")));
refuseOutsideAddresses();
console.log(`${checksums()} files in ${relative(ROOT, VENDOR)}`);
