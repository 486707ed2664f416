// Azurite's table service, for as long as the process that started it keeps the input open: so it ends with that process, however that ends.
process.stdin.on("end", () => process.exit()).resume();
require("azurite/dist/src/table/main.js");
