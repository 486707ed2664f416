// Connects many stock clients, each as a user of its own, and tells on standard output, one JSON object a line, when all are
// connected, and what each received when all have received "end".
// Arguments: URL to negotiate at, to which the number of the client is added; count. It ends when its standard input does.
import { HttpTransportType, HubConnectionBuilder, LogLevel } from "@microsoft/signalr";

const [url, count] = [process.argv[2], Number(process.argv[3])];
const tell = (event, fields) => process.stdout.write(JSON.stringify({ event, ...fields }) + "\n");

const received = Array.from({ length: count }, () => []);
let ended = 0;
const connections = received.map((messages, i) => {
  const connection = new HubConnectionBuilder()
    .withUrl(`${url}${i}`, { transport: HttpTransportType.WebSockets })
    .configureLogging(LogLevel.None)
    .build();
  connection.on("message", (text) => {
    messages.push(text);
    if (text === "end" && ++ended === count) tell("ended", { received });
  });
  return connection;
});

process.stdin.on("end", () => process.exit(0));
process.stdin.resume();

try {
  await Promise.all(connections.map((connection) => connection.start()));
  tell("connected", {});
} catch (error) {
  tell("failed", { error: error.message });
}
