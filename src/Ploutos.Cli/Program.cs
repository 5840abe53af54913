Console.Error.WriteLine("ploutos: no verb is built yet");
return 1;
