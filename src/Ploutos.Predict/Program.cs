using Ploutos.Cli;

return PloutosApp.Predict(args);
