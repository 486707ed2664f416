// Connects with the stock client and tells on standard output, one JSON object a line, what happens to it.
// Arguments: URL to negotiate at, transport (WebSockets | ServerSentEvents | LongPolling), names of messages to listen to.
// It ends when its standard input does.
import { HttpTransportType, HubConnectionBuilder, LogLevel } from "@microsoft/signalr";

const [url, transport, ...messages] = process.argv.slice(2);
const tell = (event, fields) => process.stdout.write(JSON.stringify({ event, ...fields }) + "\n");

const connection = new HubConnectionBuilder()
  .withUrl(url, { transport: HttpTransportType[transport] })
  .withAutomaticReconnect(Array(100).fill(100))
  .configureLogging(LogLevel.None)
  .build();

for (const message of messages) {
  connection.on(message, (...args) => tell("message", { message, args }));
}
connection.onreconnecting(() => tell("reconnecting", {}));
connection.onreconnected((connectionId) => tell("reconnected", { connectionId }));
connection.onclose((error) => tell("closed", { error: error?.message ?? null }));

process.stdin.on("data", async (line) => {
  const method = line.toString().trim();
  try {
    await connection.invoke(method);
    tell("invoked", { method });
  } catch (error) {
    tell("refused", { method, error: error.message });
  }
});
process.stdin.on("end", async () => {
  await connection.stop();
  process.exit(0);
});

try {
  await connection.start();
  tell("connected", { connectionId: connection.connectionId });
} catch (error) {
  tell("failed", { error: error.message });
}
