// Files can be dropped anywhere on the page; while a report is being read, the button says so.

const form = document.querySelector("#take");
const drop = document.querySelector("#drop");
const input = drop.querySelector("input");

for (const event of ["dragenter", "dragover"]) {
  document.addEventListener(event, (moved) => {
    moved.preventDefault();
    drop.classList.add("over");
  });
}

document.addEventListener("dragleave", ({ relatedTarget }) => {
  if (!relatedTarget) drop.classList.remove("over");
});

document.addEventListener("drop", (dropped) => {
  dropped.preventDefault();
  drop.classList.remove("over");
  if (!dropped.dataTransfer?.files.length) return;
  input.files = dropped.dataTransfer.files;
  form.requestSubmit();
});

form.addEventListener("submit", () => {
  document.querySelector("#wait").textContent = "Reading …";
});
