using Ploutos.Cli;
using Ploutos.Tool;

return PloutosApp.Run(args, OptionalParts.Load());
