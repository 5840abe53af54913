using Ploutos.Cli;

return PloutosApp.Run(args);
