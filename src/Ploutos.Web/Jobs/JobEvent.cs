namespace Ploutos.Web.Jobs;

/// <summary>News of a job, as it is sent to whoever watches.</summary>
/// <param name="Number">1, 2, 3 ... within the job.</param>
/// <param name="Type">stage, item, epoch, training, trial, trained, ticker, note or end.</param>
/// <param name="Json">Its data, one JSON object.</param>
internal sealed record JobEvent(long Number, string Type, string Json);
