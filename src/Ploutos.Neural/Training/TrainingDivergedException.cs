namespace Ploutos.Neural.Training;

/// <summary>No epoch of a training gave a finite validation loss: the learning rate is too high for
/// these rows.</summary>
/// <param name="message">How many epochs ran at which learning rate, and what to do.</param>
public sealed class TrainingDivergedException(string message) : Exception(message);
