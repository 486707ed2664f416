// The kill switch: one button to stop every order, and a banner while it is engaged.

import { api } from "./api.js";
import { busy, clear, find, show } from "./dom.js";
import { moment } from "./format.js";

export class KillSwitch {
  #dialog = find("kill-dialog");

  constructor() {
    find("kill").addEventListener("click", () => {
      clear(find("kill-outcome"));
      this.#dialog.showModal();
    });
    this.#dialog.querySelector("form").addEventListener("submit", (event) => {
      if (event.submitter?.value !== "stop") {
        return;
      }
      event.preventDefault();
      busy(find("kill-confirm"), find("kill-outcome"), async () => {
        await api.killSwitch(true, find("kill-reason").value, find("kill-cancel").checked ? "cancelAll" : "noNewOrders");
        await this.refresh();
        this.#dialog.close();
      });
    });
    find("release").addEventListener("click", async () => {
      find("release").disabled = true;
      try {
        await api.killSwitch(false, find("release-reason").value);
        find("release-reason").value = "";
        await this.refresh();
      } catch (problem) {
        find("halted-why").textContent = `It could not be released: ${problem.message}`;
      } finally {
        find("release").disabled = false;
      }
    });
  }

  async refresh() {
    const { killSwitch } = await api.risk();
    show(find("halted"), killSwitch.engaged);
    show(find("kill"), !killSwitch.engaged);
    find("halted-why").textContent = `${killSwitch.reason} (since ${moment(killSwitch.changedAt)})`;
  }
}
