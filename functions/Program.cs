using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;
using Trading.Functions;

var builder = FunctionsApplication.CreateBuilder(args);
builder.AddTrading();
builder.Build().Run();
